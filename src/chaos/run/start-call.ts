import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { outboundCall } from '../../../workflows';
import { parentOf } from '../acts/perform';
import type { PlannedCall } from '../plan/calls';
import type { parentOfCall } from '../workflows';
import { patiently } from './patiently';
import { taskQueue, type World } from './world';

/** Start a call in its manner. Asked for until Temporal has it. */
export async function startCall(
  { workflowId, request }: PlannedCall,
  manner: PlannedCall['manner'],
  { calls, client }: World,
  signal: AbortSignal,
): Promise<void> {
  switch (manner) {
    case 'client':
      await patiently(() => calls.start(request, { workflowId }), signal);
      return;
    case 'retried':
      // OutboundCalls refuses such a start; a caller in another language can make it by hand.
      await onlyOnce(() =>
        patiently(
          () =>
            client.workflow.start<typeof outboundCall>('outboundCall', {
              workflowId,
              taskQueue,
              args: [request],
              // Longer than most calls take: a run that is tried again starts from the beginning. One that may not send
              // again what an earlier run may have sent has to wait for the longest ring.
              workflowRunTimeout: request.policy.resend === 'never' ? '90 seconds' : '10 seconds',
              retry: { maximumAttempts: 100, initialInterval: '200ms', backoffCoefficient: 1 },
              workflowIdReusePolicy: 'REJECT_DUPLICATE',
            }),
          signal,
        ),
      );
      return;
    case 'child':
      await onlyOnce(() =>
        patiently(
          () =>
            client.workflow.start<typeof parentOfCall>('parentOfCall', {
              workflowId: parentOf(workflowId),
              taskQueue,
              args: [workflowId, request],
              // Whoever is told to fail is tried once more.
              retry: { maximumAttempts: 2, initialInterval: '200ms' },
              workflowIdReusePolicy: 'REJECT_DUPLICATE',
            }),
          signal,
        ),
      );
  }
}

/** An answer that was lost may have been about a workflow that was started. */
async function onlyOnce(start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
