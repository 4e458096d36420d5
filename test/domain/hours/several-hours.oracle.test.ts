import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextDialWindow } from '../../../src/domain/hours/dial-window';
import { closedAt } from '../../../src/domain/hours/open-windows';
import { anySchedule, anyZone } from '../arbitraries';
import { day, hoursOf, isOpenAt, minute, zonesOfOneClock, type Schedule } from './wall-clock';
import { runs } from '../../support/runs';

/** Somebody's hours, and the zone on whose clock they are. */
interface Clocked {
  readonly schedule: Schedule;
  readonly zone: string;
}

const anyZoneAtAll = fc.oneof(anyZone, fc.constantFrom(...zonesOfOneClock));
const anyClocked = fc.record({ schedule: anySchedule, zone: anyZoneAtAll });

/** Two days of any year, minute by minute. */
const anyStart = fc
  .record({ year: fc.integer({ min: 1990, max: 2036 }), minuteOfYear: fc.nat({ max: 366 * 24 * 60 }) })
  .map(({ year, minuteOfYear }) => Date.UTC(year, 0, 1) + minuteOfYear * minute);

describe('hours of several people, on clocks of their own, agree with clocks on the wall, minute by minute', () => {
  it('a dial is allowed when all are open and stay open for as long as it takes to ring, and never else', () => {
    fc.assert(
      fc.property(
        fc.array(anyClocked, { minLength: 1, maxLength: 4 }),
        anyStart,
        fc.integer({ min: 0, max: 90 }),
        (all, from, margin) => {
          const until = from + 2 * day;
          const allowed = minutesAllowed(all, from, until, margin);
          assert.deepEqual(minutesInWindows(all, from, until, margin * minute), allowed);
        },
      ),
      { numRuns: runs(20) },
    );
  });

  it('an instant at which nothing may be dialed says whose hours are closed, and names no other', () => {
    fc.assert(
      fc.property(fc.array(anyClocked, { minLength: 1, maxLength: 4 }), anyStart, (all, at) => {
        const hours = all.map(({ schedule, zone }, index) => hoursOf(schedule, zone, `hours ${index}`));
        const closed = closedAt(hours, at).map(({ name }) => name);
        const expected = all.flatMap(({ schedule, zone }, index) =>
          isOpenAt(schedule, zone, at) ? [] : [`hours ${index}`],
        );
        assert.deepEqual(closed, expected);
      }),
      { numRuns: runs(75) },
    );
  });
});

/** The oracle: a minute is allowed when everybody's clock on the wall says open, then and in each minute of the margin. */
function minutesAllowed(all: readonly Clocked[], from: number, until: number, margin: number): number[] {
  const isOpen = (at: number) => all.every(({ schedule, zone }) => isOpenAt(schedule, zone, at));
  const allowed: number[] = [];
  let openSince: number | undefined;
  for (let at = from; at < until + margin * minute; at += minute) {
    openSince = isOpen(at) ? (openSince ?? at) : undefined;
    const dial = at - margin * minute;
    if (openSince !== undefined && openSince <= dial && dial < until) allowed.push(dial);
  }
  return allowed;
}

function minutesInWindows(all: readonly Clocked[], from: number, until: number, closesIn: number): number[] {
  const hours = all.map(({ schedule, zone }) => hoursOf(schedule, zone));
  const found: number[] = [];
  for (let start = from; ;) {
    const window = nextDialWindow(hours, { from: start, until, closesIn });
    if (!window) return found;
    for (let at = window.start; at < window.end; at += minute) found.push(at);
    start = window.end + 1;
  }
}
