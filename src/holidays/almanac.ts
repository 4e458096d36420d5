import { createRequire } from 'node:module';
import type { Almanac } from '../domain/hours/almanac';
import { days } from '../domain/policy/duration';
import { consecutiveDates } from './consecutive-dates';

/** As much of the class of `date-holidays` as is used; its own types may not be installed. */
export type HolidayTables = new (
  country: string,
  state: string,
  region: string,
  options: { readonly timezone: string },
) => {
  getCountries(): Codes;
  getStates(country: string): Codes | undefined;
  getRegions(country: string, state: string): Codes | undefined;
  getHolidays(year: number): Holiday[];
};

/** Names by code. */
type Codes = Record<string, string>;

interface Holiday {
  /** Its first date on the calendar, `2026-12-25 00:00:00`, and more. */
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly type: string;
}

/**
 * Public holidays, as the package `date-holidays` has them: days without work by law, with the days on which one that falls on a
 * weekend is made up for. Not what banks, schools or custom observe: such dates belong into `closedOn`.
 *
 * The tables are large, so they are loaded when they are first asked, and each year of a calendar is looked up once.
 */
export function createAlmanac(load: () => HolidayTables = loadTables): Almanac {
  const calendars = new Map<string, (year: number) => readonly string[]>();
  return {
    holidays: (calendar, year) => {
      let inYear = calendars.get(calendar);
      if (!inYear) calendars.set(calendar, (inYear = calendarOf(calendar, load())));
      return inYear(year);
    },
  };
}

/** @throws Error that names the calendars there are, where this is none of them */
function calendarOf(calendar: string, Tables: HolidayTables): (year: number) => readonly string[] {
  // In UTC no day is longer than another. All types are asked for, since the rules of some holidays look at others.
  const tablesOf = (place: CalendarPlace) => new Tables(...place, { timezone: 'UTC' });
  const tables = tablesOf(placeOf(calendar, tablesOf(['', '', ''])));
  const beginningIn = memoised((year) =>
    tables
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .flatMap(datesOf),
  );
  return memoised((year) => {
    // Some last for days, into the next year.
    const dates = [...beginningIn(year - 1), ...beginningIn(year)];
    return [...new Set(dates)].filter((date) => date.startsWith(`${year}-`)).sort();
  });
}

/** Empty where it is the whole country or state. */
type CalendarPlace = readonly [country: string, state: string, region: string];

/** Where a country has holidays of its regions, only these are known: another may well have holidays, too. */
function placeOf(calendar: string, tables: InstanceType<HolidayTables>): CalendarPlace {
  const [country = '', state = '', region = ''] = calendar.split('-');
  const countries = Object.keys(tables.getCountries());
  if (!countries.includes(country)) {
    throw new Error(`no public holidays are known of ${country}. Known countries: ${list(countries)}`);
  }
  const states = Object.keys(tables.getStates(country) ?? {});
  if (state === '' || states.length === 0) return [country, '', ''];
  if (!states.includes(state)) {
    throw new Error(
      `no public holidays are known of ${calendar}. Write "${country}" for those of the whole country, or one of its regions that have more: ${list(states.map((code) => `${country}-${code}`))}`,
    );
  }
  const regions = Object.keys(tables.getRegions(country, state) ?? {});
  if (region === '' || regions.length === 0) return [country, state, ''];
  if (!regions.includes(region)) {
    throw new Error(
      `no public holidays are known of ${calendar}. Write "${country}-${state}", or one of: ${list(regions.map((code) => `${country}-${state}-${code}`))}`,
    );
  }
  return [country, state, region];
}

/**
 * Its calendar dates. Days of the Islamic and Jewish calendars begin with the sunset before; the evening is not counted. What
 * is a holiday from noon or from the evening on is one from midnight on: a date is closed or it is not.
 */
function datesOf({ date, start, end }: Holiday): string[] {
  // Turkish feasts have their eve in them: 3 days and 18 hours from the sunset on are 3 dates. A clock that a machine puts forward
  // at midnight adds an hour.
  const length = Math.floor((end.getTime() - start.getTime()) / days);
  return consecutiveDates(date.slice(0, 10), Math.max(1, length));
}

function loadTables(): HolidayTables {
  try {
    // Not an import: most users have no need of it, and need not install it.
    return createRequire(__filename)('date-holidays') as HolidayTables;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new Error(
      'public holidays come from the package date-holidays, which is not installed: npm install date-holidays',
      { cause: error },
    );
  }
}

function memoised<Value>(compute: (year: number) => Value): (year: number) => Value {
  const known = new Map<number, Value>();
  return (year) => {
    const before = known.get(year);
    if (before !== undefined) return before;
    const value = compute(year);
    known.set(year, value);
    return value;
  };
}

function list(codes: readonly string[]): string {
  return [...codes].sort().join(', ');
}
