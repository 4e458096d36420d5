import assert from 'node:assert/strict';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { ownTeam, request, withCalls } from '../support/calls';
import { together } from '../ledger/support';

describe('a decision under rules, limits and hours', () => {
  it('is one event in the history of its call, and nothing else of it is', async () => {
    let decisions = 0;
    const counting: ActivityInterceptorsFactory = ({ info }) => ({
      inbound: {
        execute: async (input, next) => {
          if (info.activityType === 'decide') decisions += 1;
          return next(input);
        },
      },
    });
    const worker = { interceptors: { activity: [counting] } };
    await withCalls({ ...together, worker }, async ({ calls, client, simulator }) => {
      const person = '+12065550160';
      simulator.script(person, { dispositions: ['no-answer', 'busy', 'answered'] });
      const policy = request(person, {
        rules: [
          {
            pack: 'us-tcpa',
            override: { 'calling-hours': { off: true, reason: 'the test runs at any hour' } },
          },
          'us-reg-f',
        ],
        steps: [{ name: 'own-team', queueId: ownTeam, attempts: 3, retryAfter: '100ms' }],
        limits: { perDay: 5, rolling: [{ most: 7, within: '7 days' }] },
      });
      await calls.start(
        { ...policy, subject: 'a debt', timeZone: anyZoneInHours() },
        { workflowId: 'one-event' },
      );
      const { outcome } = await calls.result('one-event');
      assert.equal(outcome, 'reached');

      const { events = [] } = await client.workflow.getHandle('one-event').fetchHistory();
      const markers = (events ?? []).filter((event) => event.markerRecordedEventAttributes).length;
      assert.equal(markers, decisions);
      const others = (events ?? [])
        .filter((event) => event.activityTaskScheduledEventAttributes)
        .map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name);
      assert.deepEqual(
        [...new Set(others)].sort(),
        ['awaitContact', 'dial', 'recordContacts', 'registerCall'],
        'none of them is asked what to do',
      );
    });
  });
});

/** A zone in which it is noon or so at present: the rules are not what keeps the test from ending. */
function anyZoneInHours(): string {
  const zones = [
    'Pacific/Auckland',
    'Asia/Tokyo',
    'Asia/Kolkata',
    'Europe/Paris',
    'America/New_York',
    'America/Los_Angeles',
  ];
  const isDay = (zone: string) => {
    const hour = Number(
      new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(Date.now()),
    );
    return hour >= 9 && hour < 20;
  };
  return zones.find(isDay) ?? 'UTC';
}
