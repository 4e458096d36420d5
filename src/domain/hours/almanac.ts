/**
 * Which dates are holidays. A function, since the tables are large and not everyone needs them; pure: the same question has
 * the same answer as long as the process lives.
 */
export interface Almanac {
  /**
   * ISO dates (`2026-12-25`) of one year.
   *
   * @param calendar ISO 3166: a country (`FR`) or a region of it (`US-AL`)
   * @throws Error that says what to do, where the calendar is not known or the tables are not installed
   */
  holidays(calendar: string, year: number): readonly string[];
}

/** Knows of no holiday: for calls whose policy names none. */
export const emptyAlmanac: Almanac = { holidays: () => [] };
