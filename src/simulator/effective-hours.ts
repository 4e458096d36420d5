import { days, type Day, type Override, type Slot } from './seed/hours';

/** Minutes since midnight; 1440 is the next midnight. */
export type Span = readonly [from: number, to: number];

/** One date of an override. */
interface OverrideSpan {
  readonly span: Span;
  readonly name: string;
  readonly status: 'OPEN' | 'CLOSED';
}

export interface EffectiveDay {
  readonly date: string;
  readonly open: readonly Span[];
  readonly overrides: readonly OverrideSpan[];
}

const dayMinutes = 1440;
const dayMs = 86_400_000;

/**
 * The hours of each date from `from` to `till`: a STANDARD override replaces the hours of its days, then OPEN ones add hours,
 * then CLOSED ones remove hours. Dates and hours are local, so no time zone is needed.
 */
export function effectiveHours(
  config: readonly Slot[],
  overrides: readonly Override[],
  from: string,
  till: string,
): EffectiveDay[] {
  return datesBetween(from, till).map((date) => {
    const applying = overrides.filter((override) => appliesOn(override, date));
    const ofType = (type: Override['type']) => applying.filter((override) => override.type === type);
    const spansOf = (some: Override[]) => some.flatMap((override) => spansOn(override.config, date));
    // Without a config it closes the whole day.
    const closedOn = ({ config }: Override): Span[] =>
      config.length === 0 ? [[0, dayMinutes]] : spansOn(config, date);
    const standard = ofType('STANDARD');
    const usual = standard.length > 0 ? spansOf(standard) : spansOn(config, date);
    return {
      date,
      open: without(union([...usual, ...spansOf(ofType('OPEN'))]), ofType('CLOSED').flatMap(closedOn)),
      overrides: applying.flatMap((override) => overrideSpansOn(override, date)),
    };
  });
}

/** Whether the override applies on the date. */
function appliesOn(override: Override, date: string): boolean {
  const { effectiveFrom, effectiveTill, recurrence } = override;
  if (date < effectiveFrom || date > effectiveTill) return false;
  const named = override.config.some(({ day }) => day === dayOf(date));
  return recurrence === undefined ? named || override.config.length === 0 : named && recurs(override, date);
}

/** Days from one date to another. */
export function daysBetween(from: string, till: string): number {
  return (Date.parse(till) - Date.parse(from)) / dayMs;
}

function overrideSpansOn({ config, name, type }: Override, date: string): OverrideSpan[] {
  const spans = spansOn(config, date);
  const status = type === 'CLOSED' || spans.length === 0 ? 'CLOSED' : 'OPEN';
  const shown: Span[] = spans.length === 0 ? [[0, dayMinutes]] : spans;
  return shown.map((span) => ({ span, name, status }));
}

/** The date's slots, and the parts after midnight of the previous day's slots. */
function spansOn(config: readonly Slot[], date: string): Span[] {
  const today = dayOf(date);
  const yesterday = days[(days.indexOf(today) + 6) % 7];
  return config.flatMap((slot): Span[] => {
    const from = minutesOf(slot.start);
    const end = minutesOf(slot.end);
    const to = end > from ? end : end + dayMinutes;
    if (slot.day === today) return [[from, Math.min(to, dayMinutes)]];
    return slot.day === yesterday && to > dayMinutes ? [[0, to - dayMinutes]] : [];
  });
}

function recurs({ recurrence, effectiveFrom }: Override, date: string): boolean {
  if (!recurrence) return true;
  const on = new Date(date);
  const first = new Date(effectiveFrom);
  const { frequency, interval, byMonth, byMonthDay, byWeekdayOccurrence } = recurrence;
  const months = (on.getUTCFullYear() - first.getUTCFullYear()) * 12 + on.getUTCMonth() - first.getUTCMonth();
  const periods = {
    // Weeks begin on Sundays.
    WEEKLY: Math.floor((daysBetween(effectiveFrom, date) + first.getUTCDay()) / 7),
    MONTHLY: months,
    YEARLY: on.getUTCFullYear() - first.getUTCFullYear(),
  }[frequency];
  return (
    periods % interval === 0 &&
    (!byMonth?.length || byMonth.includes(on.getUTCMonth() + 1)) &&
    (!byMonthDay?.length || byMonthDay.some((day) => isMonthDay(on, day))) &&
    (!byWeekdayOccurrence?.length || byWeekdayOccurrence.some((nth) => isWeekdayOccurrence(on, nth)))
  );
}

function isMonthDay(on: Date, day: number): boolean {
  return on.getUTCDate() === (day < 0 ? lastDayOfMonth(on) : day);
}

function isWeekdayOccurrence(on: Date, nth: number): boolean {
  return nth < 0
    ? on.getUTCDate() + 7 > lastDayOfMonth(on)
    : Math.ceil(on.getUTCDate() / 7) === Math.max(nth, 1);
}

function lastDayOfMonth(on: Date): number {
  return new Date(Date.UTC(on.getUTCFullYear(), on.getUTCMonth() + 1, 0)).getUTCDate();
}

function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && from <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], to)];
    else joined.push([from, to]);
  }
  return joined;
}

function without(open: readonly Span[], closed: readonly Span[]): Span[] {
  return closed.reduce<Span[]>(
    (left, [from, to]) =>
      left.flatMap(([start, end]): Span[] => {
        const parts: Span[] = [
          [start, Math.min(end, from)],
          [Math.max(start, to), end],
        ];
        return parts.filter(([a, b]) => a < b);
      }),
    [...open],
  );
}

function datesBetween(from: string, till: string): string[] {
  return Array.from({ length: daysBetween(from, till) + 1 }, (_, index) =>
    new Date(Date.parse(from) + index * dayMs).toISOString().slice(0, 10),
  );
}

function dayOf(date: string): Day {
  return days[new Date(date).getUTCDay()] ?? 'SUNDAY';
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
