import { days, hours } from '../policy/duration';
import { offsetPeriods } from '../hours/offset-periods';

/** The calendar date in the zone, as its number of days since 1970-01-01. */
export function localDay(zone: string, instant: number): number {
  for (const { offset } of offsetPeriods(zone, instant, instant + 1)) {
    return Math.floor((instant + offset) / days);
  }
  return Math.floor(instant / days);
}

/**
 * The first instant at which a clock in the zone shows the date or a later one: midnight, or the end of a clock change that skips
 * midnight or the whole date.
 */
export function startOfLocalDay(zone: string, day: number): number {
  const nominal = day * days;
  for (const { start, end, offset } of offsetPeriods(zone, nominal - farthest, nominal + farthest)) {
    const begins = Math.max(start, nominal - offset);
    if (begins < end) return begins;
  }
  return nominal;
}

/** No clock is or was farther from UTC; a zone that skipped a date moved by a day. */
const farthest = 40 * hours;
