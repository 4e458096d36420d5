import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Temporal } from 'temporal-polyfill';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { createTimeSkippingTestEnvironment } from '../../../src/embedded';
import type { Simulator } from '../../../src/simulator';
import { eventually, ownTeam, request, withCalls, type CallTestOptions } from '../../support/calls';
import { always, closeEveryDay, weekdays, withHours } from '../../support/hours-of-operation';

const operation = 'GetEffectiveHoursOfOperations';
const simulator = withHours;

function within(callingHours: PolicyInput['callingHours'], policy: Partial<PolicyInput> = {}) {
  const timeZone = 'America/Los_Angeles';
  return request('+12065550100', { callingHours: { timeZone, ...callingHours }, ...policy });
}

describe('the hours of operation of Amazon Connect', () => {
  it('that an override closes keep a call from being made, until the override is gone', async () => {
    await withCalls({ simulator }, async ({ simulator, calls }) => {
      const override = await closeEveryDay(simulator);
      await calls.start(within({ hoursOfOperationId: always, hoursMaxAge: '1 second' }), {
        workflowId: 'closed-by-an-override',
      });
      const explained = await eventually(async () => {
        const { state, decision, ...rest } = await calls.getHandle('closed-by-an-override').explain();
        return state === 'waiting' && decision?.do === 'dial' ? { ...rest, decision } : undefined;
      });
      const reason = explained.reasonData.find(({ rule }) => rule === 'calling-hours');
      assert.ok(reason?.rule === 'calling-hours');
      assert.deepEqual([reason.closed, reason.zone], [['amazon-connect'], 'UTC']);
      assert.ok(Date.parse(reason.opens) > Date.now() + 86_400_000);
      assert.match(explained.summary, /^Waiting to make attempt 1 .* America\/Los_Angeles \(.*Z\)\.$/);
      assert.ok(explained.reasons.includes(reason.text));
      assert.deepEqual(simulator.dials(), []);

      await override.lift();
      const { outcome } = await calls.getHandle('closed-by-an-override').result();
      assert.equal(outcome, 'reached');
    });
  });

  it('that are open are fetched once, and the call is made', async () => {
    await withCalls({ simulator }, async ({ simulator, calls }) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: 0 }];
      simulator.script('+12065550100', { dispositions: ['busy', 'answered'] });
      await calls.start(within({ hoursOfOperationId: always }, { steps }), { workflowId: 'open' });
      const { outcome, attempts } = await calls.getHandle('open').result();
      assert.deepEqual([outcome, attempts.length], ['reached', 2]);
      assert.equal(simulator.requests()[operation]?.accepted, 1);
    });
  });

  it('that do not exist fail the call at once, and say what to fix', async () => {
    await withCalls({ simulator }, async ({ simulator, calls }) => {
      await calls.start(within({ hoursOfOperationId: 'nowhere' }), { workflowId: 'no-such-hours' });
      await assert.rejects(calls.getHandle('no-such-hours').result(), (error) => {
        assert.ok(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure);
        assert.equal(error.cause.type, 'ResourceNotFoundException');
        assert.match(
          error.cause.message,
          /nowhere .*policy\.callingHours\.hoursOfOperationId.*outbound doctor/,
        );
        return true;
      });
      assert.deepEqual(simulator.dials(), []);
    });
  });

  it('named by a policy that is changed are looked up, too; what was known of others does not count', async () => {
    await withCalls({ simulator }, async ({ calls, simulator }) => {
      const override = await closeEveryDay(simulator);
      await calls.start(within({ hoursOfOperationId: always }), { workflowId: 'other-hours' });
      await eventually(async () => (await calls.getHandle('other-hours').status()).next);
      await calls.getHandle('other-hours').changePolicy(within({}).policy);
      assert.equal((await calls.getHandle('other-hours').result()).outcome, 'reached');
      await override.lift();
    });
  });
});

describe('hours of operation, when time goes fast', () => {
  let server: Awaited<ReturnType<typeof createTimeSkippingTestEnvironment>>;
  before(async () => {
    server = await createTimeSkippingTestEnvironment();
  });
  after(() => server.teardown());

  const options = (): CallTestOptions => {
    const clock = () => server.currentTimeMs();
    return {
      server,
      simulator: { ...simulator, speed: 1, clock },
      activities: { clock, pollDelay: undefined },
    };
  };
  /** To the next such weekday and time in Paris. */
  const skipTo = async (weekday: number, time: string) => {
    const now = Temporal.Instant.fromEpochMilliseconds(await server.currentTimeMs()).toZonedDateTimeISO(
      'Europe/Paris',
    );
    const next = now.add({ days: ((weekday - now.dayOfWeek + 6) % 7) + 1 }).withPlainTime(time);
    await server.sleep(next.epochMilliseconds - now.epochMilliseconds);
  };
  const dialTimes = (simulator: Simulator) =>
    simulator.dials().map(({ at }) => {
      const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/Paris');
      return `${local.dayOfWeek} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
    });

  it('over a weekend: the call is made on Monday when they open, though it goes on in other runs', async () => {
    await skipTo(5, '17:00');
    const settings = { bounds: { historyLimit: 40 } };
    await withCalls(
      { ...options(), activities: { ...options().activities, settings } },
      async ({ simulator, calls, client }) => {
        await calls.start(within({ hoursOfOperationId: weekdays }), { workflowId: 'over-a-weekend' });
        assert.equal((await calls.getHandle('over-a-weekend').result()).outcome, 'reached');
        assert.deepEqual(dialTimes(simulator), ['1 09:00']);
        const { raw, runId } = await client.workflow.getHandle('over-a-weekend').describe();
        assert.notEqual(raw.workflowExecutionInfo?.firstRunId, runId);
      },
    );
  });

  it('that can’t be fetched: nothing is dialed, the fetch is repeated, and the timeline says why', async () => {
    await skipTo(2, '10:00');
    await withCalls(options(), async ({ simulator, calls }) => {
      const fault = { kind: 'error', code: 'AccessDeniedException', status: 403 } as const;
      simulator.fault({ operation, ...fault, count: 30 });
      await calls.start(within({ hoursOfOperationId: weekdays }), { workflowId: 'not-permitted' });
      const said = await eventually(async () => {
        const { reasons, summary } = await calls.getHandle('not-permitted').explain();
        return summary.startsWith('Waiting') ? [summary, ...reasons] : undefined;
      });
      assert.match(said[0] ?? '', /Waiting to look up Amazon Connect's hours of operation weekdays at Tue /);
      assert.match(said.at(-1) ?? '', /could not be fetched .*AccessDenied.*nothing is dialed/);
      assert.equal((await calls.getHandle('not-permitted').result()).outcome, 'reached');
      const [dialed] = dialTimes(simulator);
      assert.match(dialed ?? '', /^2 1[0-3]:/, 'it was noticed soon, while they were open');
      assert.notEqual(dialed, '2 10:00');
    });
  });

  it('that can’t be fetched again: the last fetched hours are used, until they are too old', async () => {
    await skipTo(1, '10:00');
    await withCalls(options(), async ({ simulator, calls }) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 3, retryAfter: '1 day' }];
      simulator.script('+12065550100', { dispositions: ['no-answer'] });
      const policy = { steps, limits: { deadline: '49 hours' } };
      const callingHours = { hoursOfOperationId: weekdays, hoursStaleIfError: '30 hours' };
      simulator.fault({ operation, kind: 'slow', milliseconds: 1 });
      simulator.fault({
        operation,
        kind: 'error',
        code: 'AccessDeniedException',
        status: 403,
        count: 10_000,
      });
      await calls.start(within(callingHours, policy), { workflowId: 'gone-by' });
      const { outcome } = await calls.getHandle('gone-by').result();
      assert.equal(outcome, 'expired');
      assert.deepEqual(dialTimes(simulator), ['1 10:00', '2 10:01']);
    });
  });
});
