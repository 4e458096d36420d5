import assert from 'node:assert/strict';
import { datesFromCalendar, type CalendarOptions } from '../../src/holidays';

const until = '2028-12-31';

function calendar(events: readonly string[][], ...properties: string[]): string {
  const body = events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...properties, ...body, 'END:VCALENDAR', ''].join('\r\n');
}

/** The dates of events that are all-day: no warning names one of them. */
function closed(events: readonly string[][], ...properties: string[]): string[] {
  const { dates, warnings } = datesFromCalendar(calendar(events, ...properties), { until });
  assert.deepEqual(warnings, []);
  return dates;
}

/** The zone of Paris, as Outlook and Apple write it. */
const paris = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Paris',
  ...['BEGIN:STANDARD', 'DTSTART:19701025T030000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'],
  ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD'],
  ...['BEGIN:DAYLIGHT', 'DTSTART:19700329T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
  ...['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT'],
  'END:VTIMEZONE',
];
const inParis = ';TZID=Europe/Paris:';

describe('an all-day event, as a program writes it', () => {
  const oneDay: Record<string, readonly [event: string[], ...properties: string[]]> = {
    'with dates, as Google and Apple do': [
      ['DTSTART;VALUE=DATE:20190114', 'DTEND;VALUE=DATE:20190115', 'TRANSP:TRANSPARENT'],
    ],
    'with dates that are not declared as dates': [['DTSTART:20190114', 'DTEND:20190115']],
    'with a date that is declared as a time': [['DTSTART;VALUE=DATE-TIME:20190114']],
    'with a date in a zone': [['DTSTART;TZID=Europe/Paris:20190114']],
    'with a time that is declared as a date': [['DTSTART;VALUE=DATE:20190114T000000']],
    'with a date and no end': [['DTSTART:20190114']],
    'with a date that is start and end': [['DTSTART:20190114', 'DTEND:20190114']],
    'with a duration of a day': [['DTSTART:20190114', 'DURATION:P1D']],
    'with a duration of 24 hours': [['DTSTART:20190114T000000', 'DURATION:PT24H']],
    'with a duration of nothing': [['DTSTART;VALUE=DATE:20190114', 'DURATION:PT0S']],
    'from midnight to midnight without a zone': [['DTSTART:20190114T000000', 'DTEND:20190115T000000']],
    'from midnight to midnight in a zone': [
      [`DTSTART${inParis}20190114T000000`, `DTEND${inParis}20190115T000000`],
      ...paris,
    ],
    'from midnight to midnight in a zone of Windows': [
      ['DTSTART;TZID="W. Europe Standard Time":20190114T000000', 'DURATION:P1D'],
    ],
    'from midnight to midnight in UTC': [['DTSTART:20190114T000000Z', 'DTEND:20190115T000000Z']],
    'in UTC, from midnight to midnight in the zone of the calendar': [
      ['DTSTART:20190113T230000Z', 'DTEND:20190114T230000Z'],
      'X-WR-TIMEZONE:Europe/Paris',
    ],
    'from midnight to a minute before it': [['DTSTART:20190114T000000', 'DTEND:20190114T235900']],
    'from midnight to a second before it': [['DTSTART:20190114T000000Z', 'DTEND:20190114T235959Z']],
    'from midnight to 24 o’clock': [['DTSTART:20190114T000000', 'DTEND:20190114T240000']],
    'from midnight and without an end': [['DTSTART:20190114T000000']],
    'with the mark of Outlook, in UTC, of an office in the east': [
      ['DTSTART:20190113T230000Z', 'DTEND:20190114T230000Z', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'],
    ],
    'with the mark of Outlook, in UTC, of an office in the west': [
      ['DTSTART:20190114T080000Z', 'DTEND:20190115T080000Z', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'],
    ],
    'with the mark of SyncML': [['DTSTART:20190114T000000', 'DTEND:20190114T235900', 'X-FUNAMBOL-ALLDAY:1']],
  };
  for (const [how, [event, ...properties]] of Object.entries(oneDay)) {
    it(`closes its day: ${how}`, () => {
      assert.deepEqual(closed([event], ...properties), ['2019-01-14']);
    });
  }

  it('closes all of several days', () => {
    const three = ['2019-01-14', '2019-01-15', '2019-01-16'];
    for (const event of [
      ['DTSTART:20190114', 'DTEND:20190117'],
      ['DTSTART:20190114', 'DURATION:P3D'],
      ['DTSTART:20190114T000000', 'DTEND:20190116T235959'],
      ['DTSTART:20190114T050000Z', 'DTEND:20190117T050000Z', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'],
    ]) {
      assert.deepEqual(closed([event]), three, event.join());
    }
  });

  it('repeats without its exceptions, however they are written', () => {
    for (const except of [
      'EXDATE;VALUE=DATE:20190121',
      'EXDATE:20190121',
      'EXDATE:20190121T000000',
      `EXDATE${inParis}20190121T000000`,
      'EXDATE:20190120T230000Z',
    ]) {
      for (const start of ['DTSTART:20190114', `DTSTART${inParis}20190114T000000`]) {
        const event = [start, 'DURATION:P1D', 'RRULE:FREQ=WEEKLY;COUNT=3', except];
        assert.deepEqual(closed([event], ...paris), ['2019-01-14', '2019-01-28'], `${start}, ${except}`);
      }
    }
  });

  it('repeats up to its last day, which programs write in UTC', () => {
    for (const last of ['20190128', '20190127T230000Z', '20190128T225959Z', '20190128T000000Z']) {
      const rule = `RRULE:FREQ=DAILY;UNTIL=${last};BYDAY=MO`;
      const event = [`DTSTART${inParis}20190114T000000`, 'DURATION:P1D', rule];
      assert.deepEqual(closed([event], ...paris), ['2019-01-14', '2019-01-21', '2019-01-28'], last);
    }
  });

  it('may be moved, by an exception that is written in another way', () => {
    const series = ['UID:a', 'DTSTART:20190114', 'DURATION:P1D', 'RRULE:FREQ=WEEKLY;COUNT=3'];
    for (const exception of [
      ['UID:a', 'RECURRENCE-ID;VALUE=DATE:20190121', 'DTSTART;VALUE=DATE:20190122'],
      ['UID:a', 'RECURRENCE-ID:20190121T000000', 'DTSTART:20190122T000000', 'DTEND:20190123T000000'],
    ]) {
      assert.deepEqual(closed([series, exception]), ['2019-01-14', '2019-01-22', '2019-01-28']);
    }
  });
});

describe('an event with a time of day', () => {
  const halfDay = [
    'SUMMARY:Christmas Eve',
    `DTSTART${inParis}20261224T120000`,
    `DTEND${inParis}20261224T180000`,
  ];
  const holidays = [['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20261225'], halfDay];
  const read = (events: string[][], options: Partial<CalendarOptions> = {}, ...properties: string[]) =>
    datesFromCalendar(calendar(events, ...properties), { until, ...options });

  it('closes its day unless the caller ignores such events; a warning names it either way, and the others count', () => {
    const named = (does: string) => [
      `Event "Christmas Eve" at line 22 has a time of day, from 2026-12-24T12:00:00 to 2026-12-24T18:00:00: ${does}`,
    ];
    const closing = { dates: ['2026-12-24', '2026-12-25'], warnings: named('it closes its whole day') };
    assert.deepEqual(read(holidays, {}, ...paris), closing);
    assert.deepEqual(read(holidays, { partialDays: 'close' }, ...paris), closing);
    assert.deepEqual(read(holidays, { partialDays: 'ignore' }, ...paris), {
      dates: ['2026-12-25'],
      warnings: named('it is ignored and closes no day'),
    });
  });

  it('closes every day that it touches, on its own clock or the calendar’s', () => {
    const dates = (event: string[], ...properties: string[]) => read([event], {}, ...properties).dates;
    assert.deepEqual(dates(['DTSTART:20261231T180000', 'DTEND:20270101T060000']), [
      '2026-12-31',
      '2027-01-01',
    ]);
    assert.deepEqual(dates(['DTSTART:20261231T120000', 'DTEND:20270101T000000']), ['2026-12-31']);
    assert.deepEqual(dates(['DTSTART:20261231T120000']), ['2026-12-31']);
    const late = ['DTSTART:20261231T030000Z', 'DURATION:PT2H'];
    assert.deepEqual(dates(late), ['2026-12-31']);
    assert.deepEqual(dates(late, 'X-WR-TIMEZONE:America/New_York'), ['2026-12-30']);
  });

  it('that repeats has one warning, about the days that are wanted', () => {
    const meeting = ['SUMMARY:Meeting', 'DTSTART:20260105T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'];
    const wanted = { from: '2026-01-10', until: '2026-01-31' };
    assert.deepEqual(read([meeting], wanted), {
      dates: ['2026-01-12', '2026-01-19', '2026-01-26'],
      warnings: [
        'Event "Meeting" at line 3 has a time of day, from 2026-01-12T09:00:00 to 2026-01-12T10:00:00 and 2 more times: it closes its whole day',
      ],
    });
    assert.deepEqual(read([meeting], { from: '2025-01-01', until: '2025-12-31' }), {
      dates: [],
      warnings: [],
    });
    const hourly = ['DTSTART:20260105T090000', 'DURATION:PT5M', 'RRULE:FREQ=HOURLY'];
    assert.equal(read([hourly], { partialDays: 'ignore' }).warnings.length, 1);
  });

  it('may be one occurrence of an all-day series', () => {
    const series = ['UID:a', 'DTSTART:20261224', 'RRULE:FREQ=YEARLY;COUNT=3'];
    const exception = [
      'UID:a',
      'RECURRENCE-ID;VALUE=DATE:20271224',
      'DTSTART:20271224T120000',
      'DURATION:PT6H',
    ];
    const { dates, warnings } = read([series, exception], { partialDays: 'ignore' });
    assert.deepEqual(dates, ['2026-12-24', '2028-12-24']);
    assert.equal(warnings.length, 1);
  });
});
