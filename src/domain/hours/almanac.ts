/** Says which dates are holidays. Pure: the same arguments give the same dates as long as the process lives. */
export interface Almanac {
  /**
   * ISO dates (`2026-12-25`) of one year.
   *
   * @param calendar ISO 3166: a country (`FR`) or a region of it (`US-AL`)
   * @throws Error that says what to do when the calendar is unknown or the tables are not installed
   */
  holidays(calendar: string, year: number): readonly string[];
}

/** Has no holidays, for policies that name none. */
export const emptyAlmanac: Almanac = { holidays: () => [] };
