import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { ownTeam, quickPolicy, withCalls } from '../../support/calls';
import { timeSkippingServer } from '../../support/shared-servers';

const zone = 'America/New_York';

describe('a cadence of days', () => {
  it('over a weekend and a change of the clocks dials only inside the calling hours, each time as early as it may', async () => {
    const server = await timeSkippingServer();
    await skipToFridayBeforeClockChange(server);
    const clock = () => server.currentTimeMs();

    await withCalls(
      { server, simulator: { clock }, activities: { clock, pollDelay: undefined } },
      async (parts) => {
        const { simulator, calls } = parts;
        simulator.script('+12065550137', { dispositions: ['no-answer'] });
        await calls.start(
          {
            destinationPhoneNumber: '+12065550137',
            timeZone: zone,
            policy: quickPolicy({
              steps: [{ name: 'own-team', queueId: ownTeam, attempts: 7, retryAfter: '4 hours' }],
              callingHours: {
                weekly: {
                  monday: [
                    ['09:00', '12:30'],
                    ['13:30', '18:00'],
                  ],
                  tuesday: [
                    ['09:00', '12:30'],
                    ['13:30', '18:00'],
                  ],
                  friday: [
                    ['09:00', '12:30'],
                    ['13:30', '18:00'],
                  ],
                },
              },
              limits: { deadline: '14 days' },
            }),
          },
          { workflowId: 'cadence' },
        );
        const result = await calls.getHandle('cadence').result();
        assert.equal(result.outcome, 'exhausted');

        const local = simulator
          .dials()
          .map(({ at }) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone));
        assert.deepEqual(
          local.map((time) => `${time.dayOfWeek} ${time.toPlainTime().toString({ smallestUnit: 'minute' })}`),
          // From noon on Friday: a ring of a minute, four hours' rest, the lunch break, the night, the weekend.
          ['5 12:00', '5 16:01', '1 09:00', '1 13:30', '1 17:31', '2 09:00', '2 13:30'],
        );
        const offsets = new Set(local.map((time) => time.offset));
        assert.equal(offsets.size, 2, 'the clocks changed on the way');
      },
    );
  });
});

/** Skip the server's clock to noon, local time, of the Friday before the next change of the clocks in the zone. */
async function skipToFridayBeforeClockChange(server: TestWorkflowEnvironment): Promise<void> {
  const now = Temporal.Instant.fromEpochMilliseconds(await server.currentTimeMs()).toZonedDateTimeISO(zone);
  // A week from now at the least, so that its Friday is still to come.
  const change = now.add({ days: 7 }).getTimeZoneTransition('next');
  assert.ok(change);
  const friday = change.subtract({ days: 2 }).withPlainTime('12:00');
  assert.equal(friday.dayOfWeek, 5, 'the clocks change on a Sunday');
  await server.sleep(friday.epochMilliseconds - now.epochMilliseconds);
}
