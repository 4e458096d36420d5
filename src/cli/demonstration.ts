import type { OutboundCallInput } from '../domain/call/call';
import { simulatedInstance } from '../simulator';

/** Two attempts from one queue, then one from another; waits of seconds, so that the demonstration is short. */
export function demonstrationRequest(destinationPhoneNumber: string): OutboundCallInput {
  const [ownTeam, overflow] = simulatedInstance.queues;
  return {
    destinationPhoneNumber,
    timeZone: 'America/Los_Angeles',
    attributes: { orderId: 'A-1001' },
    policy: {
      instanceId: simulatedInstance.instanceId,
      contactFlowId: simulatedInstance.contactFlowId,
      reachedWhen: 'agent',
      steps: [
        { name: 'own-team', queueId: ownTeam.queueId, attempts: 2, retryAfter: '3 seconds' },
        { name: 'overflow', queueId: overflow.queueId },
      ],
      on: { busy: { retryAfter: '2 seconds' } },
      limits: { deadline: '1 hour' },
    },
  };
}
