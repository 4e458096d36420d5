import { Temporal } from 'temporal-polyfill';
import { weekdays, type CallingHours } from '../../../src/domain/hours/calling-hours';
import type { Hours } from '../../../src/domain/hours/hours';

/** What the schedule says, as the tests write it. */
export interface Schedule {
  /** @default at any time */
  readonly weekly?: CallingHours['weekly'];
  readonly closedOn: readonly string[];
}

export function hoursOf({ weekly, closedOn }: Schedule, zone: string, name = 'policy'): Hours {
  return {
    name,
    zone,
    weekly: weekly ?? allWeek,
    dates: Object.fromEntries(closedOn.map((date) => [date, []])),
  };
}

const allWeek: NonNullable<CallingHours['weekly']> = Object.fromEntries(
  weekdays.map((weekday) => [weekday, [['00:00', '24:00']]]),
);

export const minute = 60_000;
export const day = 24 * 60 * minute;

/**
 * The oracle: is this instant inside the hours? Asks Temporal what a clock on the wall shows and looks it up in the
 * schedule, one instant at a time. Knows nothing of windows, offsets or transitions, so it can't share their mistakes.
 */
export function isOpenAt({ weekly = allWeek, closedOn }: Schedule, zone: string, instant: number): boolean {
  const clock = wallClock(zone, instant);
  if (closedOn.includes(clock.date)) return false;
  const today = weekly[weekdayOf(clock.date)] ?? [];
  if (today.some(([start, end]) => start <= clock.time && (clock.time < end || isPastMidnight(start, end)))) {
    return true;
  }
  const yesterday = dayBefore(clock.date);
  if (closedOn.includes(yesterday)) return false;
  const nights = weekly[weekdayOf(yesterday)] ?? [];
  return nights.some(([start, end]) => isPastMidnight(start, end) && clock.time < end);
}

/** What a clock on the wall in the zone shows: `2026-11-23` and `09:00`, which compare as text. */
export function wallClock(zone: string, instant: number): { date: string; time: string } {
  const clock = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  const [date = '', time = ''] = clock.toString({ smallestUnit: 'minute' }).split('T');
  return { date, time };
}

/** The UTC days of a year in which the zone's clocks change, as instants of their start. */
export function daysOfChange(zone: string, year: number): number[] {
  const found: number[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += day) {
    if (offsetAt(zone, at) !== offsetAt(zone, at + day)) found.push(at);
  }
  return found;
}

/** Local time minus UTC, milliseconds. */
function offsetAt(zone: string, instant: number): number {
  const { date, time } = wallClock(zone, instant);
  return Date.parse(`${date}T${time}Z`) - instant;
}

function isPastMidnight(start: string, end: string): boolean {
  return end <= start;
}

function weekdayOf(date: string) {
  return weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'monday';
}

function dayBefore(date: string): string {
  return Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
}
