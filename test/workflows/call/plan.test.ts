import assert from 'node:assert/strict';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Temporal } from 'temporal-polyfill';
import { parseRequest } from '../../../src/domain/call/parse-request';
import { createTimeSkippingTestEnvironment } from '../../../src/embedded';
import { createAlmanac } from '../../../src/holidays';
import { planCall } from '../../../src/plan';
import { overflow, ownTeam, quickPolicy, withCalls } from '../../support/calls';

const zone = 'America/Los_Angeles';

describe('a plan and its call', () => {
  let server: TestWorkflowEnvironment;
  // A server of its own: its clock is common to all that runs there.
  before(async () => {
    server = await createTimeSkippingTestEnvironment();
  });
  after(() => server.teardown());

  it('make the same attempts, on the same steps, in the same minutes', async () => {
    const now = localTime(await server.currentTimeMs());
    const eight = now.withPlainTime('08:00').add({ days: 1 });
    await server.sleep(eight.epochMilliseconds - now.epochMilliseconds);
    const closed = eight.add({ days: 2 }).toPlainDate().toString();
    const hours: [string, string][] = [
      ['09:00', '09:40'],
      ['17:00', '17:40'],
    ];
    const daily = {
      ...{ monday: hours, tuesday: hours, wednesday: hours, thursday: hours },
      ...{ friday: hours, saturday: hours, sunday: hours },
    };
    const input = {
      destinationPhoneNumber: '+12065550101',
      timeZone: zone,
      policy: quickPolicy({
        steps: [
          { name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '20 hours' },
          { name: 'other-number', queueId: overflow, destinationPhoneNumber: '+12065550102', attempts: 2 },
        ],
        on: { busy: { retryAfter: '5 hours' } },
        callingHours: { weekly: daily, holidays: ['US-AL'], closedOn: [closed] },
        limits: { deadline: '30 days' },
      }),
    };
    const activities = { clock: () => server.currentTimeMs(), pollDelay: undefined };
    await withCalls({ server, simulator: { clock: activities.clock }, activities }, async ({ calls }) => {
      const parsed = parseRequest(input);
      assert(parsed.ok);
      const plan = planCall(parsed.request, {
        at: await server.currentTimeMs(),
        dispositions: ['no-answer', 'no-answer', 'busy'],
        almanac: createAlmanac(),
      });
      await calls.start(input, { workflowId: 'as-planned' });
      const { attempts, outcome } = await calls.getHandle('as-planned').result();
      assert.deepEqual(
        attempts.map(({ number, step, startedAt }) => [number, step, minute(startedAt)]),
        plan.attempts.map(({ number, step, at }) => [number, step, minute(at)]),
      );
      assert.deepEqual([plan.attempts.length, outcome], [4, plan.outcome]);
      assert.ok(plan.attempts.every(({ localTime: shown }) => !shown.includes(closed)));
    });
  });
});

function localTime(instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

function minute(instant: string): string {
  return instant.slice(0, 16);
}
