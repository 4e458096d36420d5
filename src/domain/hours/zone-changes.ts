import table from './data/zone-changes.json';
import { minutes } from '../time-units';
import type { OffsetPeriod } from './offset-periods';

/** Releases of the tz database are named by year and letter, such as `2026b`. */
export const tableRelease: string = table.release;

/** ISO date on which the table was written. */
export const tableWrittenOn: string = table.writtenOn;

/** The release that this process has: Node's own, or that of the files in `ICU_TIMEZONE_FILES_DIR`. */
export const runtimeRelease: string | undefined = process.versions['tz'];

/** The clock of a zone that was changed between two releases. */
export interface ZoneChange {
  /** The first release with this clock. */
  readonly since: string;
  readonly periods: readonly OffsetPeriod[];
}

/**
 * How a zone has changed since a release; undefined if it has not.
 *
 * @param release an unknown one is taken for older than all others
 */
export function changeOf(zone: string, release: string | undefined): ZoneChange | undefined {
  const change = changes.get(zone.toLowerCase());
  return change && isOlder(release, change.since) ? change : undefined;
}

/** The zones, with all their names, that have changed since a release. */
export function changedSince(release: string | undefined): readonly string[] {
  return table.changes.flatMap(({ zones, since }) => (isOlder(release, since) ? zones.split(' ') : []));
}

function isOlder(release: string | undefined, than: string): boolean {
  return release === undefined || release < than;
}

/** By name in lower case, since the names of zones are compared without case. */
const changes: ReadonlyMap<string, ZoneChange> = new Map(
  table.changes.flatMap(({ zones, since, offsets }) => {
    const entries = offsets.map(([from, minutesAhead]) => ({
      start: Date.parse(String(from)),
      offset: Number(minutesAhead) * minutes,
    }));
    const end = Date.parse(table.until);
    const periods = entries.map((entry, index) => ({ ...entry, end: entries[index + 1]?.start ?? end }));
    return zones.split(' ').map((zone) => [zone.toLowerCase(), { since, periods }] as const);
  }),
);
