/** ISO 8601 in UTC, of milliseconds since the epoch. */
export function iso(instant: number): string {
  return new Date(instant).toISOString();
}
