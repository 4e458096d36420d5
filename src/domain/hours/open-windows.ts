import { days } from '../policy/duration';
import { clocksOf, type Clock } from './clocks';
import type { Hours } from './hours';
import { openMinutes } from './open-minutes';

/** An interval of time, milliseconds since the epoch; the end is excluded. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The first window in `[from, until)`, cut to that interval, in which all hours are open.
 *
 * Hours are open when the wall clock in their zone shows a minute inside a segment. So an hour that a DST change skips is never
 * open, and an hour that it repeats is open twice. Where a zone has two clocks, both must show such a minute.
 */
export function nextOpenWindow(
  all: readonly Hours[],
  from: number,
  until: number,
  clocks: (zone: string) => readonly Clock[] = clocksOf,
): Window | undefined {
  if (from >= until) return undefined;
  const walks = all.flatMap((hours) => clocks(hours.zone).map((clock) => walk(hours, clock, from, until)));
  for (let start = from, end = until; ; end = until) {
    let latest = start;
    for (const walk of walks) {
      const window = walk(start);
      if (!window) return undefined;
      latest = Math.max(latest, window.start);
      end = Math.min(end, window.end);
    }
    if (latest < end) return { start: latest, end };
    // The windows don't overlap, so nothing is open before the latest start.
    start = latest;
  }
}

/** The hours that are closed at an instant. */
export function closedAt(all: readonly Hours[], instant: number): Hours[] {
  return all.filter((hours) => nextOpenWindow([hours], instant, instant + 1) === undefined);
}

/** Returns a function that finds the first window ending after an instant. Its arguments must not decrease. */
function walk(
  hours: Hours,
  clock: Clock,
  from: number,
  until: number,
): (instant: number) => Window | undefined {
  const windows = merged(pieces(hours, clock, from, until));
  let current = windows.next();
  return (instant) => {
    while (!current.done && current.value.end <= instant) current = windows.next();
    return current.done ? undefined : current.value;
  };
}

/** Pieces that touch each other are one window. */
function* merged(inOrder: Iterable<Window>): Generator<Window, undefined> {
  let last: Window | undefined;
  for (const piece of inOrder) {
    if (last && piece.start <= last.end) {
      last = { start: last.start, end: Math.max(last.end, piece.end) };
      continue;
    }
    if (last) yield last;
    last = piece;
  }
  if (last) yield last;
}

/**
 * The open pieces, in order of time. Dates are visited within each period of constant offset, since clocks that go back past
 * midnight show the previous date again.
 */
function* pieces(hours: Hours, clock: Clock, from: number, until: number): Generator<Window> {
  const openOn = openMinutes(hours);
  for (const { start: first, end: last, offset } of clock(from, until)) {
    for (let day = Math.floor((first + offset) / days); day * days < last + offset; day += 1) {
      const midnight = day * days - offset;
      for (const span of openOn(day)) {
        const start = Math.max(midnight + span.start, first);
        const end = Math.min(midnight + span.end, last);
        if (start < end) yield { start, end };
      }
    }
  }
}
