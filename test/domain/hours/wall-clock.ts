import { Temporal } from 'temporal-polyfill';
import { clocksOf } from '../../../src/domain/hours/clocks';
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
 * All zones of the runtime whose clocks it knows. A zone that has changed since its time-zone data has two clocks (clocks.test.ts),
 * of which an oracle that asks the runtime knows only one.
 */
export const zonesOfOneClock = Intl.supportedValuesOf('timeZone').filter(
  (zone) => clocksOf(zone).length === 1,
);

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
  let offset = offsetAt(zone, Date.UTC(year, 0, 1));
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += day) {
    const next = offsetAt(zone, at + day);
    if (next !== offset) found.push(at);
    offset = next;
  }
  return found;
}

/** Local time minus UTC, nanoseconds. */
function offsetAt(zone: string, instant: number): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds;
}

function isPastMidnight(start: string, end: string): boolean {
  return end <= start;
}

const weekdayOf = remembered((date) => weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'monday');
const dayBefore = remembered((date) => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString());

/** Every minute of a date asks for the same. */
function remembered<T>(of: (date: string) => T): (date: string) => T {
  let last: { readonly date: string; readonly value: T } | undefined;
  return (date) => {
    if (last?.date !== date) last = { date, value: of(date) };
    return last.value;
  };
}
