import { days } from '../time-units';
import { clocksOf, type Clock } from './clocks';

/**
 * The instant at which a clock shows this local time; the latest one, where there are several: in several zones, on two clocks of one
 * zone, or in an hour that a DST change repeats. A time that a DST change skips means that of a clock that was not put forward.
 *
 * @param local milliseconds from 1970-01-01T00:00 to the local time, both on the clock
 * @param zones IANA names
 * @param clocks for tests. @default the clocks of each zone
 * @returns milliseconds since the epoch; undefined without a zone
 */
export function latestInstantOf(
  local: number,
  zones: readonly string[],
  clocks: (zone: string) => readonly Clock[] = clocksOf,
): number | undefined {
  const instants = zones.flatMap(clocks).map((clock) => latestOn(clock, local));
  return instants.length === 0 ? undefined : Math.max(...instants);
}

function latestOn(clock: Clock, local: number): number {
  const around = [...clock(local - 1 * days, local + 1 * days)].map((period) => ({
    ...period,
    instant: local - period.offset,
  }));
  const shown = around.filter(({ start, end, instant }) => start <= instant && instant < end);
  return Math.max(...(shown.length > 0 ? shown : around).map(({ instant }) => instant));
}
