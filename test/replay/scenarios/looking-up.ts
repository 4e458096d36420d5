import assert from 'node:assert/strict';
import type { BeforeDialAnswer } from '../../../src';
import { eventually, ownTeam, request } from '../../support/calls';
import { always, closeEveryDay, withHours } from '../../support/hours-of-operation';
import { endsIn, isIn, type Scenario } from '../scenario';

const callingHours = { timeZone: 'UTC', hoursOfOperationId: always, hoursMaxAge: '1 second' };
const operation = 'GetEffectiveHoursOfOperations';
const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '2 seconds' }];

/** Look-ups before a dial: the hours of operation, and the user's activity. */
export const lookingUp: readonly Scenario[] = [
  {
    name: 'recorded-by-code',
    go: async (parts, workflowId) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }];
      const call = await parts.calls.start(request('+12065550102', { steps }), { workflowId });
      await isIn(parts, workflowId, 'waiting');
      await call.recordDisposition({ reached: true });
      await endsIn(parts, workflowId, 'reached', ['busy']);
    },
  },
  {
    name: 'hours-looked-up-for-each-attempt',
    simulator: withHours,
    go: async (parts, workflowId) => {
      parts.simulator.script('+12065550137', { dispositions: ['busy', 'answered'] });
      await parts.calls.start(request('+12065550137', { callingHours, steps }), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
      assert.equal(parts.simulator.requests()[operation]?.accepted, 2);
    },
  },
  {
    name: 'hours-closed-until-an-override-is-lifted',
    simulator: withHours,
    go: async (parts, workflowId) => {
      const override = await closeEveryDay(parts.simulator);
      await parts.calls.start(request('+12065550100', { callingHours }), { workflowId });
      await eventually(async () => (await parts.calls.getHandle(workflowId).status()).next);
      await override.lift();
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'hours-not-fetched-until-it-expired',
    simulator: withHours,
    go: async (parts, workflowId) => {
      const fault = { kind: 'error', code: 'AccessDeniedException', status: 403 } as const;
      parts.simulator.fault({ operation, ...fault, count: 100 });
      const policy = { callingHours, limits: { deadline: '6 seconds' } };
      await parts.calls.start(request('+12065550100', policy), { workflowId });
      await endsIn(parts, workflowId, 'expired', []);
    },
  },
  {
    name: 'no-such-hours',
    simulator: withHours,
    go: async (parts, workflowId) => {
      const policy = { callingHours: { ...callingHours, hoursOfOperationId: 'nowhere' } };
      await parts.calls.start(request('+12065550100', policy), { workflowId });
      await assert.rejects(parts.calls.getHandle(workflowId).result());
    },
  },
  answering('before-dial-waited-then-allowed', ['reached', ['answered']], () => {
    let waitUntil: string | undefined;
    return () => {
      if (waitUntil) return { allow: true };
      waitUntil = new Date(Date.now() + 1_000).toISOString();
      return { waitUntil };
    };
  }),
  answering('before-dial-refused', ['undialable', []], () => () => ({ refuse: 'the debt is paid' })),
];

/** A call with an activity before every dial, which the calls' worker runs, too. */
function answering(
  name: string,
  [outcome, dispositions]: readonly [string, readonly string[]],
  answers: () => () => BeforeDialAnswer,
): Scenario {
  return {
    name,
    setting: () => {
      const answer = answers();
      return { worker: { activities: { mayCall: async () => answer() } } };
    },
    go: async (parts, workflowId) => {
      const beforeDial = { activity: 'mayCall', taskQueue: parts.taskQueue };
      await parts.calls.start(request('+12065550100', { beforeDial }), { workflowId });
      await endsIn(parts, workflowId, outcome, dispositions);
    },
  };
}
