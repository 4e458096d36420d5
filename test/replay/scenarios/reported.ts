import assert from 'node:assert/strict';
import { eventually, ownTeam, request } from '../../support/calls';
import { timeSkippingServer } from '../../support/shared-servers';
import { endsIn, isIn, type Scenario } from '../scenario';
import { tell } from './lost';

/** Who says that a contact has ended. */
export const reported: readonly Scenario[] = [
  {
    name: 'reported-while-polled',
    setting: () => ({ activities: { pollDelay: () => 3_600_000 } }),
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550100'), { workflowId });
      await isIn(parts, workflowId, 'in-progress');
      await tell(parts, workflowId, 1);
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'end-not-reported',
    simulator: { clock: async () => (await timeSkippingServer()).currentTimeMs() },
    setting: timeSkipping,
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550100'), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'lost-contact-reported-during-the-next-attempt',
    simulator: { clock: async () => (await timeSkippingServer()).currentTimeMs() },
    setting: timeSkipping,
    go: async (parts, workflowId) => {
      const { calls, simulator } = parts;
      simulator.script('+12065550139', { dispositions: ['answered', 'no-answer'] });
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after', count: 1 });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 3, retryAfter: 0 }];
      const policy = { steps, resend: 'never' as const, quietPeriod: 0 };
      await calls.start(request('+12065550139', policy), { workflowId });
      await eventually(async () => (await calls.getHandle(workflowId).status()).attempts[0]);
      // The longest ring.
      await (await timeSkippingServer()).sleep('61 seconds');
      await isIn(parts, workflowId, 'in-progress');
      await tell(parts, workflowId, 1);
      await endsIn(parts, workflowId, 'reached', ['answered', 'no-answer']);
      assert.equal(simulator.dials().length, 2);
    },
  },
];

/** A time-skipping server, and workers with contact events. */
async function timeSkipping() {
  const server = await timeSkippingServer();
  const clock = () => server.currentTimeMs();
  return {
    server,
    pacing: { quotas: 'off' as const },
    activities: { clock, pollDelay: undefined, settings: { events: true } },
  };
}
