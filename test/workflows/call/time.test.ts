import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { OutboundCallInput } from '../../../src/domain/call/call';
import { instanceQueues, type InstanceQueues } from '../../../src/domain/call/instance-queues';
import { parseRequest } from '../../../src/domain/call/parse-request';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { createTimeSkippingTestEnvironment } from '../../../src/embedded';
import type { CallResult } from '../../../workflows';
import {
  eventually,
  ownTeam,
  quickPolicy,
  withCalls,
  type CallTest,
  type CallTestOptions,
} from '../../support/calls';
import { carriedSince } from '../../support/carried';

const minute = 60_000;
const zone = 'America/Los_Angeles';
const noAnswer = '+12065550101';
const answers = '+12065550100';

describe('time that passes differently than planned', () => {
  let server: TestWorkflowEnvironment;
  // A server of its own: its clock is common to all that runs there, and a call that another test left would move it, too.
  before(async () => {
    server = await createTimeSkippingTestEnvironment();
  });
  after(() => server.teardown());

  /** In the server's time, which is the simulator's, too; workers may have clocks of their own. */
  function options(clockOff = 0): CallTestOptions {
    const clock = () => server.currentTimeMs();
    const workerClock = async () => (await clock()) + clockOff;
    return { server, simulator: { clock }, activities: { clock: workerClock, pollDelay: undefined } };
  }

  async function skipTo(time: string): Promise<void> {
    const now = await localNow(server);
    const today = now.withPlainTime(time);
    const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 });
    await server.sleep(next.epochMilliseconds - now.epochMilliseconds);
  }

  /**
   * The time-skipping server stands still while a task waits for a worker. So these calls are given, as if by their run before,
   * a start that lies days back: to a call that is what it sees when a worker comes back.
   */
  it('no worker for days: what was due meanwhile is dialed inside its hours once there is one, or expires undialed', async () => {
    await withCalls(options(), async ({ simulator, client, taskQueue }) => {
      const start = async (workflowId: string, deadline: string) => {
        // The server's clock may leap by ten years, a workflow's own timeout, when a call has ended.
        await skipTo('02:00');
        const startedAt = (await server.currentTimeMs()) - 80 * 60 * minute;
        const parsed = parseRequest(within(answers, { limits: { deadline } }));
        assert(parsed.ok);
        const args = [parsed.request, carriedSince(startedAt, parsed.request)];
        return client.workflow.start('outboundCall', { workflowId, taskQueue, args });
      };
      const tooLate = (await (await start('taken-up-too-late', '3 days')).result()) as CallResult;
      const late = (await (await start('taken-up-late', '14 days')).result()) as CallResult;
      assert.deepEqual([late.outcome, tooLate.outcome, tooLate.attempts], ['reached', 'expired', []]);
      assert.deepEqual(dialTimes(simulator), ['09:00']);
    });
  });

  it('a worker whose clock is ten minutes ahead: sends nothing after the hours by either clock, and loses no call', async () => {
    await skipTo('16:55');
    await withCalls(options(10 * minute), async ({ simulator, calls }) => {
      await calls.start(within(answers), { workflowId: 'ahead' });
      const { outcome, attempts } = await calls.getHandle('ahead').result();
      assert.deepEqual([outcome, attempts.length], ['reached', 1]);
      assert.deepEqual(dialTimes(simulator), ['09:00']);
    });
  });

  it('a worker whose clock is ten minutes behind: dials at the first minute of the hours, and sees the call end', async () => {
    await skipTo('07:00');
    await withCalls(options(-10 * minute), async ({ simulator, calls }) => {
      await calls.start(within(answers), { workflowId: 'behind' });
      const { outcome, attempts } = await calls.getHandle('behind').result();
      assert.deepEqual([outcome, attempts.length], ['reached', 1]);
      assert.deepEqual(dialTimes(simulator), ['09:00']);
    });
  });

  it('hours that end while the phone rings: it rings on, and the next attempt is for the next morning', async () => {
    await skipTo('16:59:30');
    await withCalls(options(), async ({ simulator, calls }) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 minute' }];
      await calls.start(within(noAnswer, { steps }), { workflowId: 'ringing' });
      const { attempts } = await calls.getHandle('ringing').result();
      assert.deepEqual(
        attempts.map(({ disposition, ringSeconds }) => [disposition, ringSeconds]),
        [
          ['no-answer', 60],
          ['no-answer', 60],
        ],
      );
      assert.equal(simulator.requests().StopContact, undefined, 'nobody was cut off');
      assert.deepEqual(dialTimes(simulator), ['16:59', '09:00']);
    });
  });

  it('a deadline that passes while the call is paused: it ends expired, and nothing rings', async () => {
    await withCalls(options(), async ({ simulator, calls }) => {
      await skipTo('18:00');
      await calls.start(within(answers, { limits: { deadline: '3 days' } }), { workflowId: 'paused' });
      await calls.getHandle('paused').pause();
      const { outcome, reasons } = await calls.getHandle('paused').result();
      assert.deepEqual([outcome, reasons.map(({ rule }) => rule)], ['expired', ['deadline']]);
      assert.deepEqual(simulator.dials(), []);
    });
  });

  it('a dial that waits in its queue until its hours are over: is not sent, but the next morning', async () => {
    await skipTo('16:59:56');
    let queues: InstanceQueues | undefined = instanceQueues('nobody-dials');
    const withQueues = { ...options(), activities: { ...options().activities, queuesOf: () => queues } };
    await withCalls(withQueues as CallTestOptions, async ({ simulator, calls }) => {
      await calls.start(within(answers), { workflowId: 'queued-late' });
      await eventually(async () =>
        (await calls.getHandle('queued-late').status()).state === 'dialing' ? true : undefined,
      );
      // From now on dials are taken; this one is in the queue that nobody serves, until it is decided afresh.
      queues = undefined;
      const { outcome } = await calls.getHandle('queued-late').result();
      assert.equal(outcome, 'reached');
      assert.deepEqual(dialTimes(simulator), ['09:00']);
    });
  });

  function dialTimes(simulator: CallTest['simulator']): string[] {
    return simulator
      .dials()
      .map(({ at }) =>
        Temporal.Instant.fromEpochMilliseconds(at)
          .toZonedDateTimeISO(zone)
          .toPlainTime()
          .toString({ smallestUnit: 'minute' }),
      );
  }
});

function localNow(server: TestWorkflowEnvironment): Promise<Temporal.ZonedDateTime> {
  return server
    .currentTimeMs()
    .then((now) => Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone));
}

/** A call with hours from nine to five, every day. */
function within(destinationPhoneNumber: string, policy: Partial<PolicyInput> = {}): OutboundCallInput {
  const daily: [string, string][] = [['09:00', '17:00']];
  const weekly = {
    ...{ monday: daily, tuesday: daily, wednesday: daily, thursday: daily, friday: daily },
    ...{ saturday: daily, sunday: daily },
  };
  return {
    destinationPhoneNumber,
    timeZone: zone,
    policy: quickPolicy({ callingHours: { weekly, closesIn: '0 seconds' }, ...policy }),
  };
}
