import { Temporal } from '../date-time';
import { offsetPeriods, type OffsetPeriod } from './offset-periods';
import { changeOf, runtimeRelease, type ZoneChange } from './zone-changes';

/** What a wall clock shows: `[from, until)` as periods of constant UTC offset, in order. */
export type Clock = (from: number, until: number) => Iterable<OffsetPeriod>;

/**
 * The clocks that may show the time in a zone. The first is that of the runtime's time-zone data. The second, if this data is older
 * than a change of the zone, is the changed clock. Which of them is right is not known: a government may take a change back.
 *
 * @param release of the tz database that the runtime has. @default this process's
 */
export function clocksOf(zone: string, release: string | undefined = runtimeRelease): readonly Clock[] {
  const change = changeOf(zone, release);
  const own = runtimeClock(zone);
  return change ? [own, changedClock(change, own)] : [own];
}

/** The clock that shows a zone's local time to people: the newest one that is known. */
export function newestClock(zone: string): Clock {
  return clocksOf(zone).at(-1) ?? runtimeClock(zone);
}

/** Local time minus UTC, milliseconds. */
export function offsetAt(clock: Clock, instant: number): number {
  const [period] = clock(instant, instant + 1);
  return period?.offset ?? 0;
}

/** @param instant milliseconds since the epoch */
export function localDateTime(clock: Clock, instant: number): Temporal.PlainDateTime {
  const shifted = instant + offsetAt(clock, instant);
  return Temporal.Instant.fromEpochMilliseconds(shifted).toZonedDateTimeISO('UTC').toPlainDateTime();
}

function runtimeClock(zone: string): Clock {
  return (from, until) => offsetPeriods(zone, from, until);
}

/** The table covers some years. Before and after them it has no clock of its own. */
function changedClock({ periods }: ZoneChange, own: Clock): Clock {
  const start = periods[0]?.start ?? Infinity;
  const end = periods.at(-1)?.end ?? Infinity;
  return function* (from, until) {
    yield* own(from, Math.min(until, start));
    for (const period of periods) {
      const cut = { ...period, start: Math.max(period.start, from), end: Math.min(period.end, until) };
      if (cut.start < cut.end) yield cut;
    }
    yield* own(Math.max(from, end), until);
  };
}
