import { clocksOf, offsetAt } from '../hours/clocks';
import { changeOf, runtimeRelease } from '../hours/zone-changes';
import { minutes } from '../time-units';
import type { ReasonData } from './decision';

type ClockReason = Extract<ReasonData, { rule: 'clock-changed' }>;

/**
 * The zones whose two clocks differ between two instants.
 *
 * @param release of the tz database that the runtime has. @default this process's
 */
export function clockReasons(
  zones: readonly string[],
  from: number,
  until: number,
  release: string | undefined = runtimeRelease,
): ClockReason[] {
  return [...new Set(zones)].flatMap((zone): ClockReason[] => {
    const since = changeOf(zone, release)?.since;
    const clocks = clocksOf(zone, release);
    const [older, newer] = clocks;
    if (since === undefined || !older || !newer) return [];
    // Between the starts of all their periods, both clocks run evenly.
    const starts = clocks.flatMap((clock) => [...clock(from, until + 1)].map(({ start }) => start));
    const first = starts
      .sort((a, b) => a - b)
      .find((instant) => offsetAt(older, instant) !== offsetAt(newer, instant));
    if (first === undefined) return [];
    return [
      {
        rule: 'clock-changed',
        zone,
        since,
        ...(release === undefined ? {} : { release }),
        older: utcOffset(offsetAt(older, first)),
        newer: utcOffset(offsetAt(newer, first)),
      },
    ];
  });
}

/** `-08:00` */
function utcOffset(milliseconds: number): string {
  const ahead = Math.round(Math.abs(milliseconds) / minutes);
  const [hour, minute] = [Math.floor(ahead / 60), ahead % 60].map((part) => String(part).padStart(2, '0'));
  return `${milliseconds < 0 ? '-' : '+'}${hour ?? ''}:${minute ?? ''}`;
}
