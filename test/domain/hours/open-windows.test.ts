import assert from 'node:assert/strict';
import { weekdays } from '../../../src/domain/hours/calling-hours';
import { nextOpenWindow } from '../../../src/domain/hours/open-windows';
import { hoursOf, type Schedule } from './wall-clock';

type Segments = NonNullable<NonNullable<Schedule['weekly']>['monday']>;

function daily(...segments: Segments): Schedule {
  return { weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, segments])), closedOn: [] };
}

interface HardCase {
  readonly promise: string;
  readonly zone: string;
  readonly hours: Schedule;
  readonly from: string;
  readonly until: string;
  /** Worked out by hand: every window between the two, `start/end` in UTC. */
  readonly open: readonly string[];
}

const cases: HardCase[] = [
  {
    promise: 'a lunch break closes',
    zone: 'Europe/Paris',
    hours: daily(['09:00', '12:30'], ['14:00', '19:00']),
    from: '2026-11-23T00:00Z',
    until: '2026-11-24T00:00Z',
    open: ['2026-11-23T08:00Z/2026-11-23T11:30Z', '2026-11-23T13:00Z/2026-11-23T18:00Z'],
  },
  {
    promise: 'an hour that the clocks skip is never open',
    zone: 'America/New_York',
    hours: daily(['02:00', '03:00']),
    from: '2026-03-07T12:00Z',
    until: '2026-03-09T12:00Z',
    open: ['2026-03-09T06:00Z/2026-03-09T07:00Z'],
  },
  {
    promise: 'a segment that begins in a skipped hour opens when the clocks have jumped',
    zone: 'America/New_York',
    hours: daily(['02:30', '04:00']),
    from: '2026-03-08T00:00Z',
    until: '2026-03-08T20:00Z',
    open: ['2026-03-08T07:00Z/2026-03-08T08:00Z'],
  },
  {
    promise: 'an hour that the clocks repeat is open twice',
    zone: 'America/New_York',
    hours: daily(['01:00', '01:30']),
    from: '2026-11-01T00:00Z',
    until: '2026-11-01T20:00Z',
    open: ['2026-11-01T05:00Z/2026-11-01T05:30Z', '2026-11-01T06:00Z/2026-11-01T06:30Z'],
  },
  {
    promise: 'a segment over the whole repeated hour is one window',
    zone: 'Europe/Berlin',
    hours: daily(['02:00', '03:00']),
    from: '2026-10-25T00:00Z',
    until: '2026-10-25T20:00Z',
    open: ['2026-10-25T00:00Z/2026-10-25T02:00Z'],
  },
  {
    promise: 'half an hour of daylight saving moves the hours by half an hour',
    zone: 'Australia/Lord_Howe',
    hours: daily(['09:00', '10:00']),
    from: '2026-04-03T12:00Z',
    until: '2026-04-05T12:00Z',
    open: ['2026-04-03T22:00Z/2026-04-03T23:00Z', '2026-04-04T22:30Z/2026-04-04T23:30Z'],
  },
  {
    promise: 'a zone 45 minutes off the hour',
    zone: 'Asia/Kathmandu',
    hours: daily(['09:00', '17:00']),
    from: '2026-11-23T00:00Z',
    until: '2026-11-24T00:00Z',
    open: ['2026-11-23T03:15Z/2026-11-23T11:15Z'],
  },
  {
    promise: 'a day that the calendar skips is never open',
    zone: 'Pacific/Apia',
    hours: { weekly: { friday: [['00:00', '24:00']] }, closedOn: [] },
    from: '2011-12-26T00:00Z',
    until: '2012-01-07T12:00Z',
    open: ['2012-01-05T10:00Z/2012-01-06T10:00Z'],
  },
  {
    promise: 'a zone 14 hours ahead of UTC',
    zone: 'Pacific/Kiritimati',
    hours: { weekly: { monday: [['00:00', '01:00']] }, closedOn: [] },
    from: '2026-11-20T00:00Z',
    until: '2026-11-27T00:00Z',
    open: ['2026-11-22T10:00Z/2026-11-22T11:00Z'],
  },
  {
    promise: 'a zone 11 hours behind UTC',
    zone: 'Pacific/Pago_Pago',
    hours: { weekly: { sunday: [['23:00', '24:00']] }, closedOn: [] },
    from: '2026-11-20T00:00Z',
    until: '2026-11-27T00:00Z',
    open: ['2026-11-23T10:00Z/2026-11-23T11:00Z'],
  },
  {
    promise: 'a day without a midnight opens when it begins, at 01:00',
    zone: 'Asia/Beirut',
    hours: daily(['00:00', '02:00']),
    from: '2026-03-28T12:00Z',
    until: '2026-03-29T12:00Z',
    open: ['2026-03-28T22:00Z/2026-03-28T23:00Z'],
  },
  {
    promise: 'a day with two midnights is open after both',
    zone: 'America/Havana',
    hours: daily(['00:00', '00:30']),
    from: '2025-11-02T00:00Z',
    until: '2025-11-02T12:00Z',
    open: ['2025-11-02T04:00Z/2025-11-02T04:30Z', '2025-11-02T05:00Z/2025-11-02T05:30Z'],
  },
  {
    promise: 'the last hour of a date, repeated',
    zone: 'America/Sao_Paulo',
    hours: daily(['23:30', '24:00']),
    from: '2018-02-17T12:00Z',
    until: '2018-02-18T12:00Z',
    open: ['2018-02-18T01:30Z/2018-02-18T02:00Z', '2018-02-18T02:30Z/2018-02-18T03:00Z'],
  },
  {
    promise: 'a date that begins, goes back to the date before, and begins again',
    zone: 'America/St_Johns',
    hours: daily(['00:00', '24:00']),
    from: '2010-11-06T12:00Z',
    until: '2010-11-08T12:00Z',
    open: ['2010-11-06T12:00Z/2010-11-08T12:00Z'],
  },
  {
    promise: 'the first minute of a date comes before the repeated last hour of the date before',
    zone: 'America/St_Johns',
    hours: daily(['00:00', '00:01'], ['23:30', '23:45']),
    from: '2010-11-07T02:20Z',
    until: '2010-11-07T12:00Z',
    open: [
      '2010-11-07T02:30Z/2010-11-07T02:31Z',
      '2010-11-07T03:00Z/2010-11-07T03:15Z',
      '2010-11-07T03:30Z/2010-11-07T03:31Z',
    ],
  },
  {
    promise: 'a segment past midnight goes on into the next date',
    zone: 'UTC',
    hours: { weekly: { friday: [['22:00', '02:00']] }, closedOn: [] },
    from: '2026-11-26T00:00Z',
    until: '2026-12-03T00:00Z',
    open: ['2026-11-27T22:00Z/2026-11-28T02:00Z'],
  },
  {
    promise: 'a closed date closes the night that reaches into it',
    zone: 'UTC',
    hours: { weekly: { thursday: [['22:00', '02:00']] }, closedOn: ['2026-12-25'] },
    from: '2026-12-24T00:00Z',
    until: '2026-12-27T00:00Z',
    open: ['2026-12-24T22:00Z/2026-12-25T00:00Z'],
  },
  {
    promise: 'a closed date closes the whole night that begins on it',
    zone: 'UTC',
    hours: { weekly: { friday: [['22:00', '02:00']] }, closedOn: ['2026-12-25'] },
    from: '2026-12-24T00:00Z',
    until: '2026-12-27T00:00Z',
    open: [],
  },
  {
    promise: 'segments that overlap or touch are one window',
    zone: 'UTC',
    hours: daily(['13:00', '17:00'], ['09:00', '12:00'], ['11:00', '13:00']),
    from: '2026-11-23T00:00Z',
    until: '2026-11-24T00:00Z',
    open: ['2026-11-23T09:00Z/2026-11-23T17:00Z'],
  },
  {
    promise: 'a window is cut to the interval asked about',
    zone: 'UTC',
    hours: daily(['09:00', '17:00']),
    from: '2026-11-23T10:00Z',
    until: '2026-11-23T11:00Z',
    open: ['2026-11-23T10:00Z/2026-11-23T11:00Z'],
  },
  {
    promise: 'the end of a segment is not part of it',
    zone: 'UTC',
    hours: daily(['09:00', '17:00']),
    from: '2026-11-23T17:00Z',
    until: '2026-11-24T09:00Z',
    open: [],
  },
];

describe('open windows, cases worked out by hand', () => {
  for (const { promise, zone, hours, from, until, open } of cases) {
    it(`${promise} (${zone})`, () => {
      assert.deepEqual(windowsBetween(hours, zone, from, until), open);
    });
  }
});

function windowsBetween(hours: Schedule, zone: string, from: string, until: string): string[] {
  const found: string[] = [];
  let at = Date.parse(from);
  for (;;) {
    const window = nextOpenWindow([hoursOf(hours, zone)], at, Date.parse(until));
    if (!window) return found;
    found.push(`${utc(window.start)}/${utc(window.end)}`);
    at = window.end;
  }
}

/** `2026-11-23T09:00Z`. */
function utc(instant: number): string {
  return new Date(instant).toISOString().replace(':00.000Z', 'Z');
}
