import { weekdays } from '../hours/calling-hours';
import type { Hours, Segment } from '../hours/hours';

/**
 * Combine hours to one per zone. A person whose state is unknown has the hours of every state in every zone, which makes searching
 * for a window slow. Hours with segments past midnight span two dates and stay separate.
 */
export function inOnePerZone(all: readonly Hours[]): Hours[] {
  const simple = all.filter((hours) => !hasNights(hours));
  const zones = [...new Set(simple.map(({ zone }) => zone))];
  return [
    ...zones.map((zone) => simple.filter((hours) => hours.zone === zone).reduce(both)),
    ...all.filter(hasNights),
  ];
}

function both(one: Hours, other: Hours): Hours {
  const special = [...Object.keys(one.dates ?? {}), ...Object.keys(other.dates ?? {})];
  return {
    name: one.name === other.name ? one.name : 'rules',
    zone: one.zone,
    weekly: Object.fromEntries(
      weekdays.map((day) => [day, shared(one.weekly[day] ?? [], other.weekly[day] ?? [])]),
    ),
    dates: Object.fromEntries(
      special.map((date) => [date, shared(segmentsOn(date, one), segmentsOn(date, other))]),
    ),
  };
}

function shared(some: readonly Segment[], others: readonly Segment[]): Segment[] {
  return some.flatMap(([start, end]) =>
    others
      .map(([from, to]): Segment => [start > from ? start : from, end < to ? end : to])
      .filter(([begin, over]) => begin < over),
  );
}

function segmentsOn(date: string, { weekly, dates = {} }: Hours): readonly Segment[] {
  const sundayFirst = new Date(date).getUTCDay();
  const weekday = weekdays[(sundayFirst + 6) % 7];
  return dates[date] ?? (weekday && weekly[weekday]) ?? [];
}

function hasNights({ weekly, dates = {} }: Hours): boolean {
  return [...Object.values(weekly), ...Object.values(dates)].flat().some(([start, end]) => end <= start);
}
