import assert from 'node:assert/strict';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { contactEndedSignal } from '../../../src/contract/call-messages';
import { eventually, ownTeam, request, type CallTest } from '../../support/calls';
import { endedContact } from '../../support/ended-contact';
import { endsIn, isIn, type Scenario } from '../scenario';

/** So short that the dial gives up within seconds what it would else send again by itself. */
const impatient = { activities: { settings: { dialTimeout: 3_000 } } };
const lose = (kind: 'drop-after' | 'hang-after', count: number) =>
  ({ operation: 'StartOutboundVoiceContact', kind, count }) as const;

/** The answer to a dial is lost, or its worker dies. */
export const lost: readonly Scenario[] = [
  {
    name: 'lost-answer-asked-for-again',
    setting: () => impatient,
    go: async (parts, workflowId) => {
      parts.simulator.fault(lose('drop-after', 3));
      await parts.calls.start(request('+12065550100'), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
      assert.equal(parts.simulator.dials().length, 1);
    },
  },
  {
    name: 'dial-timed-out-and-sent-again',
    setting: () => impatient,
    go: async (parts, workflowId) => {
      parts.simulator.fault(lose('hang-after', 1));
      await parts.calls.start(request('+12065550100'), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
      assert.equal(parts.simulator.dials().length, 1);
    },
  },
  {
    name: 'unknown-after-the-window',
    setting: () => impatient,
    go: async (parts, workflowId) => {
      parts.simulator.fault(lose('drop-after', 1000));
      await parts.calls.start(request('+12065550101', { resendWindow: '4s' }), { workflowId });
      assert.equal((await parts.calls.getHandle(workflowId).result()).attempts[0]?.disposition, 'unknown');
    },
  },
  {
    name: 'unknown-and-quiet-until-it-expired',
    go: async (parts, workflowId) => {
      parts.simulator.fault(lose('drop-after', 1));
      const policy = {
        resend: 'never' as const,
        steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: 0 }],
        quietPeriod: '1 second',
        limits: { deadline: '65 seconds' },
      } satisfies Partial<PolicyInput>;
      await parts.calls.start(request('+12065550101', policy), { workflowId });
      await isIn(parts, workflowId, 'waiting');
      await parts.calls
        .getHandle(workflowId)
        .changePolicy(request('', { ...policy, limits: { deadline: '10 seconds' } }).policy);
      await endsIn(parts, workflowId, 'expired', ['unknown']);
    },
  },
  {
    name: 'late-find-that-was-answered',
    go: async (parts, workflowId) => {
      await loseOne(parts, workflowId, '+12065550100', '1 hour');
      await tell(parts, workflowId, 1);
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'late-find-that-was-busy',
    go: async (parts, workflowId) => {
      parts.simulator.script('+12065550139', { dispositions: ['busy', 'answered'] });
      await loseOne(parts, workflowId, '+12065550139', '200ms');
      await tell(parts, workflowId, 1);
      await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
    },
  },
  {
    name: 'reported-after-a-lost-answer',
    setting: () => ({ activities: { settings: { events: true, dialTimeout: 3_000 } } }),
    go: async (parts, workflowId) => {
      parts.simulator.fault(lose('drop-after', 1000));
      await parts.calls.start(request('+12065550100'), { workflowId });
      await tell(parts, workflowId, 1);
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
];

async function loseOne(
  { simulator, calls }: CallTest,
  workflowId: string,
  number: string,
  retryAfter: string,
): Promise<void> {
  simulator.fault(lose('drop-after', 1));
  const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter }];
  await calls.start(request(number, { steps, resend: 'never' }), { workflowId });
  await eventually(async () => (await calls.getHandle(workflowId).status()).attempts[0]);
}

/** Tell the call how the contact of its `number`-th ring ended. */
export async function tell(
  { client, simulator }: CallTest,
  workflowId: string,
  number: number,
): Promise<void> {
  await client.workflow
    .getHandle(workflowId)
    .signal(contactEndedSignal, await endedContact(simulator, number));
}
