import { createRequire } from 'node:module';
import type { Almanac } from '../domain/hours/almanac';
import { days } from '../domain/policy/duration';
import { consecutiveDates } from './consecutive-dates';

/** The part of the class of `date-holidays` that is used; its own types may not be installed. */
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
  /** Starts with the first calendar date: `2026-12-25 00:00:00`. */
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly type: string;
}

/**
 * Public holidays from the package `date-holidays`: days off by law, with substitute days for those that fall on a weekend.
 * Without bank, school and customary holidays: put such dates in `closedOn`.
 *
 * The tables are large, so they are loaded at the first look-up, and each year of a calendar is computed once.
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

/** @throws Error with the available calendars, when this one does not exist */
function calendarOf(calendar: string, Tables: HolidayTables): (year: number) => readonly string[] {
  // In UTC all days have the same length. All types are loaded, since some holidays' rules depend on others.
  const tablesOf = (place: CalendarPlace) => new Tables(...place, { timezone: 'UTC' });
  const tables = tablesOf(placeOf(calendar, tablesOf(['', '', ''])));
  const beginningIn = memoised((year) =>
    tables
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .flatMap(datesOf),
  );
  return memoised((year) => {
    // A holiday of several days may extend into the next year.
    const dates = [...beginningIn(year - 1), ...beginningIn(year)];
    return [...new Set(dates)].filter((date) => date.startsWith(`${year}-`)).sort();
  });
}

/** `state` and `region` are empty for a whole country, `region` for a whole state. */
type CalendarPlace = readonly [country: string, state: string, region: string];

/** A country's unlisted regions are refused: they may have holidays that the tables lack. */
function placeOf(calendar: string, tables: InstanceType<HolidayTables>): CalendarPlace {
  const [country = '', state = '', region = ''] = calendar.split('-');
  const countries = Object.keys(tables.getCountries());
  if (!countries.includes(country)) {
    throw new Error(`there are no public holidays for that country. Available countries: ${list(countries)}`);
  }
  const states = Object.keys(tables.getStates(country) ?? {});
  if (state === '' || states.length === 0) return [country, '', ''];
  if (!states.includes(state)) {
    throw new Error(
      `there are no public holidays for that region of ${country}. Use "${country}" for the whole country, or one of its regions: ${list(states.map((code) => `${country}-${code}`))}`,
    );
  }
  const regions = Object.keys(tables.getRegions(country, state) ?? {});
  if (region === '' || regions.length === 0) return [country, state, ''];
  if (!regions.includes(region)) {
    throw new Error(
      `there are no public holidays for that part of ${country}-${state}. Use "${country}-${state}", or one of: ${list(regions.map((code) => `${country}-${state}-${code}`))}`,
    );
  }
  return [country, state, region];
}

/**
 * The calendar dates of a holiday. Days of the Islamic and Jewish calendars begin at sunset; that evening is not counted. A
 * holiday that begins at noon or in the evening closes the whole date.
 */
function datesOf({ date, start, end }: Holiday): string[] {
  // Turkish feasts include their eve: 3 days and 18 hours from sunset are 3 dates. A clock change at midnight adds an
  // hour.
  const length = Math.floor((end.getTime() - start.getTime()) / days);
  return consecutiveDates(date.slice(0, 10), Math.max(1, length));
}

function loadTables(): HolidayTables {
  try {
    // Not an import: the package is optional.
    return createRequire(__filename)('date-holidays') as HolidayTables;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new Error(
      'public holidays need the package date-holidays, which is not installed: npm install date-holidays',
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
