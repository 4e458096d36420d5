import { days, hours as hour, minutes } from '../policy/duration';
import { weekdays } from './calling-hours';
import type { Hours, Segment } from './hours';

/** Milliseconds since the midnight of a local date. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The open spans of a local date, in order. A date is its number of days since 1970-01-01. */
export function openMinutes({ weekly, dates = {} }: Hours): (day: number) => readonly Span[] {
  const usual = weekdays.map((weekday) => (weekly[weekday] ?? []).map(spanOf));
  const special = new Map(
    Object.entries(dates).map(([date, segments]) => [Date.parse(date) / days, segments.map(spanOf)]),
  );
  const own = (day: number) => special.get(day) ?? usual[weekdayOf(day)] ?? [];
  const withNight = (day: number) =>
    [...(special.has(day) ? [] : tailsOf(own(day - 1))), ...own(day).map(untilMidnight)].sort(
      (a, b) => a.start - b.start,
    );
  // A search visits hundreds of days, so the spans of usual weekdays are computed once.
  const usually = weekdays.map((_, index) => withNightOf(usual, index));
  return (day) =>
    special.size > 0 && (special.has(day) || special.has(day - 1))
      ? withNight(day)
      : (usually[weekdayOf(day)] ?? []);
}

function withNightOf(usual: readonly Span[][], weekday: number): Span[] {
  const nights = tailsOf(usual[(weekday + 6) % 7] ?? []);
  return [...nights, ...(usual[weekday] ?? []).map(untilMidnight)].sort((a, b) => a.start - b.start);
}

/** The parts of the previous day's segments after midnight. */
function tailsOf(spans: readonly Span[]): Span[] {
  return spans.filter(({ end }) => end > days).map(({ end }) => ({ start: 0, end: end - days }));
}

function untilMidnight({ start, end }: Span): Span {
  return { start, end: Math.min(end, days) };
}

/** The end of a segment past midnight exceeds 24 hours. */
function spanOf([from, to]: Segment): Span {
  const start = timeOf(from);
  const end = timeOf(to);
  return { start, end: end > start ? end : end + days };
}

function timeOf(text: string): number {
  return Number(text.slice(0, 2)) * hour + Number(text.slice(3, 5)) * minutes;
}

/** 1970-01-01 was a Thursday; Monday is 0. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
