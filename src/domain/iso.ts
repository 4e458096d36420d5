import { days } from './time-units';

/** ISO 8601 in UTC, from milliseconds since the epoch. */
export function iso(instant: number): string {
  return new Date(instant).toISOString();
}

/** The date in UTC, `2026-12-25`, from milliseconds since the epoch. */
export function dateOf(instant: number): string {
  return iso(instant).slice(0, 10);
}

/** The date `count` days after an ISO date; before it if negative. */
export function dateAfter(date: string, count: number): string {
  return dateOf(Date.parse(date) + count * days);
}
