import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextOpenWindow } from '../../../src/domain/hours/open-windows';
import { inOnePerZone } from '../../../src/domain/rules/in-one';
import { anySchedule, anyStart, anyZone } from '../arbitraries';
import { hoursOf, minute, wallClock } from '../hours/wall-clock';
import { runs } from '../../support/runs';

const week = 7 * 24 * 60 * minute;

describe('hours of one zone, in one', () => {
  it('have the windows of all of them together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anySchedule, anyZone, fc.nat({ max: 6 })), { minLength: 1, maxLength: 5 }),
        anyStart,
        (schedules, from) => {
          const all = schedules.map(([schedule, zone, later], index) => {
            // One has a date of its own within the interval, another is closed then.
            const { date } = wallClock(zone, from + (later * week) / 7);
            const hours = hoursOf(schedule, zone, `rule-${index}`);
            return { ...hours, dates: index % 2 ? { [date]: schedule.weekly?.monday ?? [] } : {} };
          });
          const inOne = inOnePerZone(all);
          let instant = from;
          while (instant < from + week) {
            const window = nextOpenWindow(all, instant, from + week);
            assert.deepEqual(nextOpenWindow(inOne, instant, from + week), window);
            if (!window) break;
            instant = window.end;
          }
        },
      ),
      { numRuns: runs(50) },
    );
  });

  it('are as many as there are zones, but for segments past midnight', () => {
    const day = { weekly: { monday: [['09:00', '17:00']] as [string, string][] }, closedOn: [] };
    const night = { weekly: { monday: [['22:00', '02:00']] as [string, string][] }, closedOn: [] };
    const all = ['Europe/Paris', 'Asia/Tokyo'].flatMap((zone) => [
      hoursOf(day, zone),
      hoursOf({ ...day, closedOn: ['2026-11-23'] }, zone),
    ]);
    assert.equal(inOnePerZone(all).length, 2);
    assert.equal(inOnePerZone([...all, hoursOf(night, 'Asia/Tokyo')]).length, 3);
  });
});
