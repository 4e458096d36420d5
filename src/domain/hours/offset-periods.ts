import { LRUCache } from 'lru-cache';
import { Temporal } from '../date-time';

/** A period in which a zone's UTC offset is constant. */
export interface OffsetPeriod {
  readonly start: number;
  readonly end: number;
  /** Local time minus UTC, milliseconds. */
  readonly offset: number;
}

/** `[from, until)` as periods of constant offset, in order. */
export function* offsetPeriods(zone: string, from: number, until: number): Generator<OffsetPeriod> {
  for (let start = from; start < until;) {
    const period = periodAt(zone, start);
    const end = Math.min(period.end, until);
    yield { start, end, offset: period.offset };
    start = end;
  }
}

/** Periods by zone. Time-zone data doesn't change while the process lives, and reading it is the slow part of a search. */
const known = new LRUCache<string, OffsetPeriod[]>({ max: 1_000 });

function periodAt(zone: string, instant: number): OffsetPeriod {
  const periods = known.get(zone) ?? [];
  const found = periods.find(({ start, end }) => start <= instant && instant < end);
  if (found) return found;
  const period = computePeriodAt(zone, Math.floor(instant));
  known.set(zone, [period, ...periods].slice(0, 100));
  return period;
}

function computePeriodAt(zone: string, instant: number): OffsetPeriod {
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  // `previous` excludes a transition at the instant itself, so search from 1 ms later.
  const begun = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    start: begun?.epochMilliseconds ?? -Infinity,
    end: at.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: at.offsetNanoseconds / 1e6,
  };
}
