import { days } from '../domain/policy/duration';
import { dateOf } from '../domain/iso';

/** `count` ISO dates from `first` on. */
export function consecutiveDates(first: string, count: number): string[] {
  const start = Date.parse(first);
  return Array.from({ length: count }, (_, index) => dateOf(start + index * days));
}

/** Whether the text is an existing ISO date. */
export function isDate(text: string): boolean {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse reads some dates that don't exist as a later one.
  return !Number.isNaN(instant) && dateOf(instant) === text;
}
