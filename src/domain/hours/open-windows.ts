import { Temporal } from 'temporal-polyfill';
import { weekdays, type CallingHours } from './calling-hours';
import { days, minutes } from '../duration';

/** An interval of time, milliseconds since the epoch; the end is not part of it. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The first window of `hours`, read on the clock of `zone`, that has any time in `[from, until)`; cut to that interval.
 *
 * Open means: the wall clock in `zone` shows a minute inside a segment. So an hour that a DST change skips is never
 * open, and one that it repeats is open twice.
 */
export function nextOpenWindow(
  hours: Pick<CallingHours, 'weekly' | 'closedOn'>,
  zone: string,
  from: number,
  until: number,
): Window | undefined {
  let found: Window | undefined;
  for (const window of windowsInOrder(hours, zone, from, until)) {
    if (found === undefined) found = window;
    else if (window.start <= found.end) found = { start: found.start, end: Math.max(found.end, window.end) };
    else break;
  }
  return found;
}

/**
 * In order of time. Dates are walked within each stretch of constant offset, since only there do they follow each other:
 * clocks that go back past midnight show the date before once more.
 */
function* windowsInOrder(
  hours: Pick<CallingHours, 'weekly' | 'closedOn'>,
  zone: string,
  from: number,
  until: number,
): Generator<Window> {
  const closed = new Set(hours.closedOn);
  for (const period of offsetPeriods(zone, from, until)) {
    for (let day = startOfDay(period.start + period.offset); day < period.end + period.offset; day += days) {
      yield* wallClockSegments(hours, closed, day)
        .map(([start, end]) => ({
          start: Math.max(day + start * minutes - period.offset, period.start),
          end: Math.min(day + end * minutes - period.offset, period.end),
        }))
        .filter((piece) => piece.start < piece.end)
        .sort((a, b) => a.start - b.start);
    }
  }
}

/** Minutes of the local date `day` (midnight UTC of the date of that name) that are open: `[start, end)`. */
function wallClockSegments(
  hours: Pick<CallingHours, 'weekly' | 'closedOn'>,
  closed: ReadonlySet<string>,
  day: number,
): [number, number][] {
  if (closed.has(isoDate(day))) return [];
  const yesterday = day - days;
  const tails = closed.has(isoDate(yesterday))
    ? []
    : segmentsOf(hours, yesterday).flatMap(([, end]): [number, number][] =>
        end > 24 * 60 ? [[0, end - 24 * 60]] : [],
      );
  const own = segmentsOf(hours, day).map(([start, end]): [number, number] => [start, Math.min(end, 24 * 60)]);
  return [...tails, ...own];
}

/** `[start, end)` in minutes from the date's midnight; a segment past midnight ends beyond 1440. */
function segmentsOf(hours: Pick<CallingHours, 'weekly'>, day: number): [number, number][] {
  const weekday = weekdays[(new Date(day).getUTCDay() + 6) % 7];
  const segments = (weekday && hours.weekly[weekday]) ?? [];
  return segments.map(([start, end]) => {
    const from = minuteOfDay(start);
    const to = minuteOfDay(end);
    return [from, to > from ? to : to + 24 * 60];
  });
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function startOfDay(clock: number): number {
  return Math.floor(clock / days) * days;
}

function isoDate(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}

interface OffsetPeriod extends Window {
  /** Local time minus UTC, milliseconds. */
  readonly offset: number;
}

/** `[from, until)` as stretches of constant offset, in order. */
function* offsetPeriods(zone: string, from: number, until: number): Generator<OffsetPeriod> {
  for (let start = from; start < until;) {
    const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(start)).toZonedDateTimeISO(zone);
    const end = Math.min(at.getTimeZoneTransition('next')?.epochMilliseconds ?? until, until);
    yield { start, end, offset: at.offsetNanoseconds / 1e6 };
    start = end;
  }
}
