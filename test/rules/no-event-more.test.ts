import assert from 'node:assert/strict';
import type { OutboundCallInput } from '../../src/domain/call/call';
import { ownTeam, request, withCalls, type CallTest } from '../support/calls';
import { together } from '../ledger/support';

describe('a call under rules, limits and hours whose attempts are counted across calls', () => {
  it('has the very events of a call without any of them, and so no billed action more', async () => {
    const person = '+12065550160';
    // Without a pause between attempts: a short one is over on a busy machine before its timer is set, and has no timer then.
    const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 3, retryAfter: 0 }];
    const eventsOf = async (
      { calls, client, simulator }: CallTest,
      workflowId: string,
      asked: OutboundCallInput,
    ): Promise<unknown[]> => {
      simulator.script(person, { dispositions: ['no-answer', 'busy', 'answered'] });
      await calls.start(asked, { workflowId });
      assert.equal((await calls.getHandle(workflowId).result()).outcome, 'reached');
      const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
      return (events ?? []).map(({ eventType, activityTaskScheduledEventAttributes: scheduled }) =>
        [eventType, scheduled?.activityType?.name].join(' '),
      );
    };
    const plain = await withCalls({}, (parts) => eventsOf(parts, 'plain', request(person, { steps })));
    const counted = await withCalls(together, (parts) =>
      eventsOf(parts, 'counted', {
        ...request(person, {
          rules: [
            {
              pack: 'us-tcpa',
              override: { 'calling-hours': { off: true, reason: 'the test runs at any hour' } },
            },
            'us-reg-f',
          ],
          steps,
          limits: { perDay: 5, rolling: [{ most: 7, within: '7 days' }] },
        }),
        subject: 'a debt',
        timeZone: anyZoneInHours(),
      }),
    );
    assert.deepEqual(counted, plain);
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
