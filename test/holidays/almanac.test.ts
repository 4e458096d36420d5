import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import Holidays from 'date-holidays';
import { createAlmanac, type Almanac } from '../../src/holidays';

const almanac = createAlmanac();

/** Dates by hand, from the laws and calendars of the place: what the tables say must be these. */
const years: Record<string, readonly string[]> = {
  // The fourth of July is a Saturday: observed the day before.
  'US 2026': dates('01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25'),
  // Easter is on 28 March: Monday after it, Ascension, Pentecost Monday.
  'FR 2027': dates('01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25'),
  // Alsace and Moselle have Good Friday and the second day of Christmas besides.
  'FR-57 2027': dates('01-01 03-26 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25 12-26'),
  // Christmas is on a weekend, and made up for by Monday and Tuesday.
  'GB-ENG 2027': dates('01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28'),
  'DE-BE 2027': dates('01-01 03-08 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26'),
  // Days of the Jewish calendar begin the evening before, which is not counted: Passover by 1 April, New Year by 11 September.
  'IL 2026': dates('04-02 04-08 04-22 05-22 09-12 09-13 09-21 09-26 10-03'),
  // Three and four days at the end of Ramadan and for the sacrifice, without their eves.
  'TR 2026': dates('01-01 03-20 03-21 03-22 04-23 05-01 05-19 05-27 05-28 05-29 05-30 07-15 08-30 10-29'),
  // A Sunday is made up for on Wednesday, and a working day between two holidays is one, too.
  'JP 2026': dates(
    '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
  ),
  'CA-QC 2026': dates('01-01 04-03 05-18 06-24 07-01 09-07 10-12 12-25'),
  // Labour Day, the Friday before the football final and the horse race are Victoria's own.
  'AU-VIC 2026': dates('01-01 01-26 03-09 04-03 04-04 04-05 04-06 04-25 06-08 09-25 11-03 12-25 12-26 12-28'),
};

describe('holidays', () => {
  for (const [name, expected] of Object.entries(years)) {
    it(`of ${name}: fixed, moving and made up for`, () => {
      const [calendar = '', year] = name.split(' ');
      assert.deepEqual(
        almanac.holidays(calendar, Number(year)).map((date) => date.slice(5)),
        expected,
      );
    });
  }

  it('of Alabama are made up for on the Friday before a Saturday and the Monday after a Sunday', () => {
    const inAlabama = almanac.holidays('US-AL', 2027);
    for (const date of ['2027-06-18', '2027-07-05', '2027-12-24', '2027-12-31']) {
      assert.ok(inAlabama.includes(date), date);
    }
  });

  it('that a rule moves out of the way of another are on the day to which it moves them', () => {
    // Glarus: the first Thursday of April, or a week later when that is the one before Easter.
    assert.ok(almanac.holidays('CH-GL', 2026).includes('2026-04-09'));
    assert.ok(!almanac.holidays('CH-GL', 2026).includes('2026-04-02'));
  });

  it('that last into the next year are known there', () => {
    // Swaziland's Incwala: six days from 28 December.
    assert.deepEqual(almanac.holidays('SZ', 2027).slice(0, 3), ['2027-01-01', '2027-01-02', '2027-03-26']);
  });

  it('are dates without work: not what banks, offices and custom observe', () => {
    const inGermany = almanac.holidays('DE', 2026);
    assert.ok(!inGermany.includes('2026-12-24') && inGermany.includes('2026-12-25'));
  });

  it('that begin at noon or in the evening close the whole date', () => {
    assert.ok(almanac.holidays('AU-QLD', 2026).includes('2026-12-24'));
  });

  it('are in order, each once, and of the requested year', () => {
    for (const calendar of ['US-TX', 'SA', 'RU', 'AD-07', 'KR']) {
      const found = almanac.holidays(calendar, 2026);
      assert.deepEqual(found, [...new Set(found)].sort());
      assert.ok(found.length > 0 && found.every((date) => /^2026-\d\d-\d\d$/.test(date)));
    }
  });

  it('of a region are those of the country, where regions have none of their own', () => {
    assert.deepEqual(almanac.holidays('IL-TA', 2026), almanac.holidays('IL', 2026));
  });

  it('of an unknown region are refused, with a list of the known ones: it may have holidays that the data lacks', () => {
    const unknown = (calendar: string) => () => almanac.holidays(calendar, 2026);
    assert.throws(unknown('FR-75'), /for that region of FR\. Use "FR" .* FR-57, FR-67, FR-68/);
    assert.throws(unknown('US-ZZ'), /for that region of US\. Use "US" .*US-AL, /);
    assert.throws(unknown('DE-BY-Z'), /Use "DE-BY", or one of: DE-BY-A, /);
    assert.throws(unknown('XX'), /for that country\. Available countries: AD, AE, .*, ZW$/);
  });

  it('are the same dates on machines in other zones, also where midnight is skipped in spring', async () => {
    const here = JSON.stringify(manyHolidays(createAlmanac()));
    for (const zone of ['America/Havana', 'Pacific/Kiritimati']) {
      assert.equal(
        await inProcess(zone, `console.log(JSON.stringify((${manyHolidays.toString()})(createAlmanac())))`),
        here,
      );
    }
  });

  it('are looked up once, and their large tables loaded when there is something to look up', () => {
    let loaded = 0;
    const counting = createAlmanac(() => {
      loaded += 1;
      return Holidays;
    });
    assert.equal(loaded, 0);
    assert.equal(counting.holidays('US', 2026), counting.holidays('US', 2026));
    counting.holidays('US', 2027);
    assert.equal(loaded, 1);
  });
});

/** Runs in other processes, too: nothing from outside but its argument. */
function manyHolidays(almanac: Almanac): unknown {
  return ['US-AL', 'FR-57', 'IL', 'TR', 'SA', 'CU', 'IR', 'CL', 'NZ-AUK', 'CH-GL', 'IN', 'CN'].map(
    (calendar) => [2025, 2026, 2027].map((year) => almanac.holidays(calendar, year)),
  );
}

async function inProcess(zone: string, script: string): Promise<string> {
  const code = `const { createAlmanac } = require('./src/holidays'); ${script}`;
  const env = { ...process.env, TZ: zone };
  const { stdout } = await promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', '--eval', code], {
    env,
  });
  return stdout.trim();
}

function dates(text: string): string[] {
  return text.split(' ');
}
