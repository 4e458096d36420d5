import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import { datesFromCalendar } from '../../src/holidays';

const until = '2028-12-31';

/** A calendar with these events, each as its lines. */
function calendar(...events: string[][]): string {
  const body = events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...body, 'END:VCALENDAR', ''].join('\r\n');
}

function datesOf(...events: string[][]): string[] {
  const { dates, warnings } = datesFromCalendar(calendar(...events), { until });
  assert.deepEqual(warnings, []);
  return dates;
}

describe('the dates of a calendar file', () => {
  it('are those of its all-day events, in order, each once', () => {
    assert.deepEqual(
      datesOf(
        ['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261226'],
        ['SUMMARY:Founding day', 'DTSTART;VALUE=DATE:20260301'],
        ['SUMMARY:Closed', 'DTSTART;VALUE=DATE:20261225', 'DURATION:P1D', 'TRANSP:TRANSPARENT'],
        [
          'SUMMARY:One day with an end of the same date',
          'DTSTART;VALUE=DATE:20260501',
          'DTEND;VALUE=DATE:20260501',
        ],
      ),
      ['2026-03-01', '2026-05-01', '2026-12-25'],
    );
  });

  it('are all of an event that lasts for days, over a leap day, too', () => {
    assert.deepEqual(datesOf(['DTSTART;VALUE=DATE:20280227', 'DTEND;VALUE=DATE:20280302']), [
      '2028-02-27',
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
  });

  it('are those of what repeats, without its exceptions, until the last date that is wanted', () => {
    assert.deepEqual(
      datesOf([
        'DTSTART;VALUE=DATE:20251225',
        'DTEND;VALUE=DATE:20251227',
        'RRULE:FREQ=YEARLY',
        'EXDATE;VALUE=DATE:20271225',
      ]),
      ['2025-12-25', '2025-12-26', '2026-12-25', '2026-12-26', '2028-12-25', '2028-12-26'],
    );
    // The fourth Thursday of November, the last Monday of May, for three years.
    assert.deepEqual(
      datesOf(
        ['DTSTART;VALUE=DATE:20261126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
        ['DTSTART;VALUE=DATE:20260525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2'],
      ),
      ['2026-05-25', '2026-11-26', '2027-05-31', '2027-11-25', '2028-11-23'],
    );
    // The start is one of them (RFC 5545, 3.8.2.4), unless an exception names it.
    const alone = ['DTSTART;VALUE=DATE:20261126', 'RDATE;VALUE=DATE:20261224,20261231'];
    assert.deepEqual(datesOf(alone), ['2026-11-26', '2026-12-24', '2026-12-31']);
    assert.deepEqual(datesOf([...alone, 'EXDATE;VALUE=DATE:20261126']), ['2026-12-24', '2026-12-31']);
    assert.deepEqual(datesOf(['DTSTART:20261126', 'RRULE:FREQ=MONTHLY;COUNT=2;BYDAY=1FR']).slice(0, 2), [
      '2026-11-26',
      '2026-12-04',
    ]);
  });

  it('are read after a byte order mark', () => {
    assert.deepEqual(
      datesFromCalendar(`\ufeff${calendar(['DTSTART:20261225'])}`, { until: '2026-12-31' }).dates,
      ['2026-12-25'],
    );
  });

  it('follow an occurrence that was moved, and leave out what was cancelled', () => {
    const yearly = ['UID:outing', 'DTSTART;VALUE=DATE:20260610', 'RRULE:FREQ=YEARLY;COUNT=3'];
    assert.deepEqual(
      datesOf(
        yearly,
        ['UID:outing', 'RECURRENCE-ID;VALUE=DATE:20270610', 'DTSTART;VALUE=DATE:20270617'],
        [
          'UID:outing',
          'RECURRENCE-ID;VALUE=DATE:20280610',
          'DTSTART;VALUE=DATE:20280610',
          'STATUS:CANCELLED',
        ],
        ['UID:another', 'DTSTART;VALUE=DATE:20260105', 'STATUS:CANCELLED'],
      ),
      ['2026-06-10', '2027-06-17'],
    );
  });

  it('are those between the first and the last date that are wanted', () => {
    const ics = calendar(['DTSTART;VALUE=DATE:20001225', 'RRULE:FREQ=YEARLY']);
    const { dates } = datesFromCalendar(ics, { from: '2026-01-01', until: '2027-12-31' });
    assert.deepEqual(dates, ['2026-12-25', '2027-12-25']);
  });

  it('are those of events from midnight to midnight, as some programs write them, in whichever zone', () => {
    assert.deepEqual(
      datesOf(
        ['DTSTART;TZID=Pacific/Auckland:20261225T000000', 'DTEND;TZID=Pacific/Auckland:20261227T000000'],
        ['DTSTART:20260101T000000', 'DTEND:20260102T000000'],
      ),
      ['2026-01-01', '2026-12-25', '2026-12-26'],
    );
  });

  const refused: Record<string, readonly [string[], RegExp]> = {
    'a time that does not exist': [
      ['DTSTART:20261225T250000', 'DURATION:PT1H'],
      /its DTSTART .* is not a date/,
    ],
    'an end before its beginning': [
      ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261220'],
      /^Event at line 4: it lasts from 2026-12-25 to 2026-12-20/,
    ],
    'a date that does not exist': [['DTSTART;VALUE=DATE:20260230'], /its DTSTART "2026-02-30" is not a date/],
    'no beginning': [['SUMMARY:When?'], /^Event "When\?" at line 4: it has no DTSTART/],
    'a rule by the hour': [['DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=HOURLY'], /repeats HOURLY/],
    'a rule that no date fits': [
      ['DTSTART;VALUE=DATE:20260228', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
      /its RRULE names a date that no month has/,
    ],
    'a rule that makes more dates than anybody wants': [
      ['DTSTART;VALUE=DATE:19000101', 'RRULE:FREQ=DAILY'],
      /more than 10000 occurrences/,
    ],
    'a rule that is none': [['DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=SOMETIMES'], /^Line 6: .*SOMETIMES/],
    'a date in words': [
      ['DTSTART;VALUE=DATE:christmas'],
      /^Event at line 4: its DTSTART "chri-st-ma" is not a date/,
    ],
  };
  for (const [what, [event, message]] of Object.entries(refused)) {
    it(`are refused where an event has ${what}, with its place in the file`, () => {
      assert.throws(() => datesOf(event), { message });
    });
  }

  it('are refused where the file is another one, or not whole', () => {
    const read = (text: string) => () => datesFromCalendar(text, { until });
    assert.throws(read('<!DOCTYPE html>\n<html></html>'), /^Error: Line 1: .*<!DOCTYPE html>/);
    assert.throws(read(''), /not a calendar/);
    assert.throws(read('BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n'), /not a calendar/);
    assert.throws(read(calendar()), /has no events/);
    assert.throws(
      read(calendar(['DTSTART;VALUE=DATE:20261225']).replace('END:VCALENDAR', '')),
      /did not end/,
    );
  });

  it('take twice the work for twice the events, so that a large file does not stop the process', () => {
    const work = (count: number) => {
      let looks = 0;
      const { prototype } = ICAL.Component;
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is applied to each component
      const look = prototype.getFirstPropertyValue;
      prototype.getFirstPropertyValue = function (...names) {
        looks += 1;
        return look.apply(this, names);
      };
      try {
        const event = (index: number) => [`UID:${index}`, 'DTSTART;VALUE=DATE:20261225'];
        const dates = datesOf(...Array.from({ length: count }, (_, index) => event(index)));
        assert.deepEqual(dates, ['2026-12-25']);
        return looks;
      } finally {
        prototype.getFirstPropertyValue = look;
      }
    };
    assert.equal(work(400), 2 * work(200));
  });
});
