import { days, hours } from '../policy/duration';
import { offsetAt, type Clock } from '../hours/clocks';

/** The calendar date that the clock shows, as its number of days since 1970-01-01. */
export function localDay(clock: Clock, instant: number): number {
  return Math.floor((instant + offsetAt(clock, instant)) / days);
}

/**
 * The first instant at which the clock shows the date or a later one: midnight, or the end of a clock change that skips
 * midnight or the whole date.
 */
export function startOfLocalDay(clock: Clock, day: number): number {
  const nominal = day * days;
  for (const { start, end, offset } of clock(nominal - farthest, nominal + farthest)) {
    const begins = Math.max(start, nominal - offset);
    if (begins < end) return begins;
  }
  return nominal;
}

/** No clock is or was farther from UTC; a zone that skipped a date moved by a day. */
const farthest = 40 * hours;
