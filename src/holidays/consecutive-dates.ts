import { days } from '../domain/policy/duration';
import { dateOf } from '../domain/iso';

/** ISO dates, one after another. */
export function consecutiveDates(first: string, count: number): string[] {
  const start = Date.parse(first);
  return Array.from({ length: count }, (_, index) => dateOf(start + index * days));
}

/** Is there such a date? */
export function isDate(text: string): boolean {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  // Some dates that don't exist are read as a later one.
  return !Number.isNaN(instant) && dateOf(instant) === text;
}
