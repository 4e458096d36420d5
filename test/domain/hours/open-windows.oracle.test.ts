import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextOpenWindow } from '../../../src/domain/hours/open-windows';
import { anySchedule } from '../arbitraries';
import {
  day,
  daysOfChange,
  hoursOf,
  isOpenAt,
  minute,
  wallClock,
  zonesOfOneClock,
  type Schedule,
} from './wall-clock';
import { runs } from '../../support/runs';

/** Hours that have an edge near every place where clocks are known to change. */
const awkward: Schedule = {
  weekly: {
    monday: [['00:00', '24:00']],
    tuesday: [['23:45', '00:15']],
    wednesday: [
      ['00:00', '00:45'],
      ['01:15', '02:15'],
      ['02:30', '03:15'],
      ['23:15', '24:00'],
    ],
    friday: [['22:00', '02:30']],
    saturday: [
      ['01:30', '02:30'],
      ['23:20', '23:40'],
    ],
    sunday: [
      ['00:00', '00:01'],
      ['00:30', '01:30'],
      ['02:00', '03:00'],
      ['23:00', '01:10'],
    ],
  },
  closedOn: [],
};

/** Each with a year in which something unusual happens there. */
const places: [zone: string, year: number, what: string][] = [
  ['America/New_York', 2026, 'changes at 02:00'],
  ['Europe/London', 2026, 'changes at 01:00'],
  ['Africa/Casablanca', 2026, 'goes back for Ramadan'],
  ['Africa/Cairo', 2026, 'changes at midnight'],
  ['America/Havana', 2025, 'has midnight twice'],
  ['America/Nuuk', 2026, 'changes on Saturday evening'],
  ['America/Santiago', 2026, 'changes at 24:00'],
  ['Asia/Beirut', 2026, 'has a day without midnight'],
  ['Asia/Gaza', 2026, 'changes by the moon'],
  ['Atlantic/Azores', 2026, 'repeats the first hour of a date'],
  ['Antarctica/Troll', 2026, 'changes by two hours'],
  ['Australia/Lord_Howe', 2026, 'changes by half an hour'],
  ['Pacific/Chatham', 2026, 'is 45 minutes off the hour'],
  ['Asia/Kathmandu', 1986, 'moved by 15 minutes'],
  ['America/Caracas', 2016, 'moved by half an hour'],
  ['Asia/Pyongyang', 2018, 'moved by half an hour at 23:30'],
  ['America/St_Johns', 2010, 'changed at 00:01'],
  ['America/Sao_Paulo', 2018, 'changed at midnight'],
  ['Pacific/Apia', 2011, 'skipped 30 December'],
  ['Pacific/Kwajalein', 1993, 'skipped 21 August'],
  ['Pacific/Kiritimati', 1995, 'skipped 1 January'],
  ['Europe/Lisbon', 1992, 'moved to Central European Time'],
];

describe('open windows agree with a clock on the wall, minute by minute', () => {
  for (const [zone, year, what] of places) {
    it(`${zone} ${year}, which ${what}`, () => {
      const changes = daysOfChange(zone, year - 1).concat(daysOfChange(zone, year));
      assert.notEqual(changes.length, 0, 'the clocks never change: nothing would be tested');
      for (const change of changes) assertAgrees(awkward, zone, change - day, change + 2 * day);
    });
  }

  it('any hours, in any zone, around any change of its clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zonesOfOneClock),
        fc.integer({ min: 1975, max: 2037 }),
        fc.nat({ max: 364 }),
        fc.nat(),
        anySchedule,
        (zone, year, dayOfYear, pick, hours) => {
          const changes = daysOfChange(zone, year);
          const middle =
            changes[pick % Math.max(changes.length, 1)] ?? Date.UTC(year, 0, 1) + dayOfYear * day;
          // A night that reaches into a closed date, and one that begins on it.
          const closedOn = hours.closedOn.concat(pick % 3 === 0 ? [wallClock(zone, middle).date] : []);
          assertAgrees({ ...hours, closedOn }, zone, middle - day / 2, middle + 1.5 * day);
        },
      ),
      { numRuns: runs(37) },
    );
  });

  it('an interval that begins and ends between two minutes is kept to', () => {
    const from = Date.parse('2026-11-23T09:00:00.001Z');
    assert.deepEqual(nextOpenWindow([hoursOf(awkward, 'UTC')], from, from + 1), {
      start: from,
      end: from + 1,
    });
  });

  it('an empty interval has no window', () => {
    const monday = Date.parse('2026-11-23T09:00Z');
    assert.equal(nextOpenWindow([hoursOf(awkward, 'UTC')], monday, monday), undefined);
  });
});

/** Walks the windows one after another, and every minute of the interval. */
function assertAgrees(hours: Schedule, zone: string, from: number, until: number): void {
  let window = nextOpenWindow([hoursOf(hours, zone)], from, until);
  for (let at = from; at < until; at += minute) {
    if (window && at >= window.end) {
      const next = nextOpenWindow([hoursOf(hours, zone)], window.end, until);
      assert.ok(!next || next.start > window.end, `${zone}: a window ends early, at ${utc(window.end)}`);
      window = next;
    }
    const isInWindow = window !== undefined && window.start <= at && at < window.end;
    if (isInWindow !== isOpenAt(hours, zone, at)) {
      const { date, time } = wallClock(zone, at);
      assert.fail(
        `${zone} at ${utc(at)}, local ${date} ${time}: ${isInWindow ? 'open' : 'closed'}, and should not be`,
      );
    }
    if (window) {
      assert.equal(window.start % minute, 0, `${utc(window.start)} is between two minutes`);
      assert.equal(window.end % minute, 0, `${utc(window.end)} is between two minutes`);
    }
  }
}

function utc(instant: number): string {
  return new Date(instant).toISOString();
}
