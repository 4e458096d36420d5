import { Temporal } from '../domain/date-time';
import type { OutboundCallRequest } from '../domain/call/call';
import { calleeOf } from '../domain/call/callee';
import { days as dayLength, minutes } from '../domain/policy/duration';
import { dateOf, iso } from '../domain/iso';
import type { Almanac } from '../domain/hours/almanac';
import { nextDialWindow } from '../domain/hours/dial-window';
import type { Hours } from '../domain/hours/hours';
import { localDateTime, newestClock } from '../domain/hours/clocks';
import type { Window } from '../domain/hours/open-windows';
import { startOfLocalDay } from '../domain/ledger/local-day';
import { permittedHours } from '../domain/decide/permitted-hours';
import { startOf, type Plan, type PlannedAttempt } from './plan-call';

/** A plan as calendar days in one time zone. */
export interface Calendar {
  readonly zone: string;
  /** Whole weeks, starting on Mondays. */
  readonly days: readonly CalendarDay[];
}

export interface CalendarDay {
  /** ISO. */
  readonly date: string;
  /** When the call may be dialed: within all hours, between its start and its deadline. */
  readonly open: readonly Span[];
  /** Holidays and closed dates of the hours. A closed date of another zone covers parts of two days. */
  readonly closed: readonly Span[];
  readonly attempts: readonly { readonly minute: number; readonly attempt: PlannedAttempt }[];
}

/** Minutes since midnight in local time; the end is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The weeks from the start of the call to its last attempt. @param at start of the call, milliseconds since the epoch */
export function calendarOf(
  plan: Plan,
  request: OutboundCallRequest,
  { at, almanac }: { readonly at: number; readonly almanac: Almanac },
): Calendar {
  const { zone, attempts } = plan;
  const last = Date.parse(attempts.at(-1)?.at ?? iso(at));
  const dates = weeksBetween(dateAt(at, zone), dateAt(last, zone));
  const call = startOf(request, at);
  const { all: hours, closesIn } = permittedHours(call, calleeOf(call, almanac), almanac);
  const { limits } = request.policy;
  // A callback may come after the deadline.
  const end = Math.max(at + limits.deadline, last);
  const until = Math.min(end, Date.parse(dates.at(-1) ?? '') + 3 * dayLength);
  const open = onDates(zone, dialWindows(hours, { from: at, until, closesIn }));
  const closed = onDates(zone, closedDates(hours, dates));
  const marks = attempts.map((attempt) => ({
    date: dateAt(Date.parse(attempt.at), zone),
    mark: { minute: minuteOf(attempt.at, zone), attempt },
  }));
  return {
    zone,
    days: dates.map((date) => ({
      date,
      open: open.get(date) ?? [],
      closed: closed.get(date) ?? [],
      attempts: marks.filter((one) => one.date === date).map(({ mark }) => mark),
    })),
  };
}

function weeksBetween(first: string, last: string): string[] {
  const from = Temporal.PlainDate.from(first);
  const monday = from.subtract({ days: from.dayOfWeek - 1 });
  const weeks = Math.floor(monday.until(last, { largestUnit: 'day' }).days / 7) + 1;
  return Array.from({ length: weeks * 7 }, (_, days) => monday.add({ days }).toString());
}

function* dialWindows(
  hours: readonly Hours[],
  { from, until, closesIn }: { from: number; until: number; closesIn: number },
): Generator<Window> {
  for (let start = from; ;) {
    const window = nextDialWindow(hours, { from: start, until, closesIn });
    if (!window) return;
    yield window;
    start = window.end;
  }
}

/** Closed dates of all hours, as windows; only those near the dates shown. */
function* closedDates(hours: readonly Hours[], shown: readonly string[]): Generator<Window> {
  const [first = '', last = ''] = [shown[0], shown.at(-1)];
  for (const { zone, dates = {} } of hours) {
    for (const date of Object.keys(dates).filter((one) => dates[one]?.length === 0)) {
      const day = Temporal.PlainDate.from(date);
      if (day.add({ days: 2 }).toString() < first || day.subtract({ days: 2 }).toString() > last) continue;
      const midnight = (days: number) =>
        startOfLocalDay(newestClock(zone), Date.parse(date) / dayLength + days);
      yield { start: midnight(0), end: midnight(1) };
    }
  }
}

/** Windows as local time per date: an hour that clocks skip does not appear, an hour that they repeat appears once. */
function onDates(zone: string, windows: Iterable<Window>): Map<string, Span[]> {
  const byDate = new Map<string, Span[]>();
  const clock = newestClock(zone);
  for (const window of windows) {
    for (const { start, end, offset } of clock(window.start, window.end)) {
      for (let day = Math.floor((start + offset) / dayLength); day * dayLength < end + offset; day += 1) {
        const midnight = day * dayLength - offset;
        const from = Math.max(start - midnight, 0) / minutes;
        const to = Math.min(end - midnight, dayLength) / minutes;
        const date = dateOf(day * dayLength);
        byDate.set(date, withSpan(byDate.get(date) ?? [], { from, to }));
      }
    }
  }
  return byDate;
}

/** Merges spans that touch or overlap. */
function withSpan(spans: readonly Span[], added: Span): Span[] {
  const [apart, meeting] = [
    spans.filter(({ from, to }) => to < added.from || from > added.to),
    spans.filter(({ from, to }) => to >= added.from && from <= added.to),
  ];
  const all = [...meeting, added];
  return [
    ...apart,
    { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) },
  ].sort((a, b) => a.from - b.from);
}

function dateAt(instant: number, zone: string): string {
  return localDateTime(newestClock(zone), instant).toPlainDate().toString();
}

function minuteOf(at: string, zone: string): number {
  const { hour, minute, second, millisecond } = localDateTime(newestClock(zone), Date.parse(at));
  return hour * 60 + minute + (second * 1000 + millisecond) / minutes;
}
