import { clocksOf } from '../hours/clocks';
import { days } from '../policy/duration';
import type { Stretch } from './attempt-limit';
import { localDay, startOfLocalDay } from './local-day';

/** The first instant whose attempts still count at `at`, in the strictest of the zones. The inverse of {@link countsUntil}. */
export function countsFrom(stretch: Stretch, at: number, zones: readonly string[]): number {
  const plain = withoutZones(stretch, zones);
  return 'rolling' in plain
    ? at - plain.rolling + 1
    : Math.min(
        ...zones
          .flatMap((zone) => clocksOf(zone))
          .map((clock) => startOfLocalDay(clock, localDay(clock, at) - plain.localDays + 1)),
      );
}

/** The first instant at which an attempt at `instant` no longer counts in any of the zones. */
export function countsUntil(stretch: Stretch, instant: number, zones: readonly string[]): number {
  const plain = withoutZones(stretch, zones);
  return 'rolling' in plain
    ? instant + plain.rolling
    : Math.max(
        ...zones
          .flatMap((zone) => clocksOf(zone))
          .map((clock) => startOfLocalDay(clock, localDay(clock, instant) + plain.localDays)),
      );
}

/** Without a known zone, midnight may have been just before the attempt, so a day counts as 24 hours from it. */
function withoutZones(stretch: Stretch, zones: readonly string[]): Stretch {
  return 'localDays' in stretch && zones.length === 0 ? { rolling: stretch.localDays * days } : stretch;
}
