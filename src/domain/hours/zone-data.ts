import { changedSince, runtimeRelease, tableRelease, tableWrittenOn } from './zone-changes';

/** How old a process's time-zone data is. */
export interface ZoneDataAge {
  /** In words, without a full stop. */
  readonly says: string;
  /** How to update the data. Absent when no clock that this package knows has changed since. */
  readonly fix?: string;
}

/** @param release of the tz database. @default this process's */
export function zoneDataAge(release: string | undefined = runtimeRelease): ZoneDataAge {
  const has = release === undefined ? 'an unknown tz release' : `tz ${release}`;
  const table = `this package's table is of ${tableRelease}, written on ${tableWrittenOn}`;
  const changed = changedSince(release);
  if (changed.length === 0) return { says: `${has}; ${table}` };
  return {
    says: `${has} lacks later clock changes by governments; ${table}. A dial must be permitted on the old clock and on the new one in ${changed.join(', ')}`,
    fix: `Update Node ("node -p process.versions.tz" prints its release), or set ICU_TIMEZONE_FILES_DIR to a folder with ICU's time-zone files of ${tableRelease} or later.`,
  };
}
