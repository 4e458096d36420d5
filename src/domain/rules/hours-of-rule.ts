import type { Almanac } from '../hours/almanac';
import { atAnyTime, type Hours, type Segment } from '../hours/hours';
import { dateAfter } from '../iso';
import type { PackRule } from './rule-schema';

type HoursRule = Extract<PackRule, { kind: 'hours' }>;

/** The hours of a rule in each zone in which the person may be, with the holidays of each region. All must be open at once. */
export function hoursOfRule({
  name,
  rule,
  zones,
  calendars,
  almanac,
  years,
}: {
  readonly name: string;
  readonly rule: HoursRule;
  readonly zones: readonly string[];
  /** ISO 3166, as the almanac expects. */
  readonly calendars: readonly string[];
  readonly almanac: Almanac;
  readonly years: readonly number[];
}): Hours[] {
  // The almanac may lack the holidays, so it is not used without need.
  if (zones.length === 0) return [];
  const { weekly = atAnyTime, holidays, holidayEves } = rule;
  const dated =
    holidays || holidayEves
      ? calendars.map((calendar) => ({
          name,
          weekly,
          dates: specialDates(rule, (year) => holidaysOf(calendar, year, almanac), years),
        }))
      : [{ name, weekly }];
  return dated.flatMap((hours) => zones.map((zone) => ({ ...hours, zone })));
}

/** The region's holidays, or the whole country's when the almanac lacks the region. */
function holidaysOf(calendar: string, year: number, almanac: Almanac): readonly string[] {
  const [country = calendar] = calendar.split('-');
  if (country === calendar) return almanac.holidays(calendar, year);
  try {
    return almanac.holidays(calendar, year);
  } catch {
    return almanac.holidays(country, year);
  }
}

/** A holiday before another holiday counts as a holiday, not as an eve. */
function specialDates(
  { holidays, holidayEves }: HoursRule,
  holidaysOf: (year: number) => readonly string[],
  years: readonly number[],
): NonNullable<Hours['dates']> {
  const dates = (among: readonly number[]) => among.flatMap((year) => [...holidaysOf(year)]);
  // New Year's Day makes the last day of the previous year an eve.
  const nextYears = years.map((year) => year + 1);
  return {
    ...(holidayEves
      ? withSegments(
          dates([...new Set([...years, ...nextYears])]).map((date) => dateAfter(date, -1)),
          holidayEves,
        )
      : {}),
    ...(holidays ? withSegments(dates(years), holidays) : {}),
  };
}

function withSegments(dates: readonly string[], special: NonNullable<HoursRule['holidays']>) {
  const segments: readonly Segment[] = special === 'closed' ? [] : special;
  return Object.fromEntries(dates.map((date) => [date, segments]));
}
