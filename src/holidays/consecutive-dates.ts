export const dayLength = 24 * 60 * 60 * 1000;

/** ISO dates, one after another. */
export function consecutiveDates(first: string, count: number): string[] {
  const start = Date.parse(first);
  return Array.from({ length: count }, (_, index) => isoDateOf(start + index * dayLength));
}

/** Is there such a date? */
export function isDate(text: string): boolean {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  // Some dates that don't exist are read as a later one.
  return !Number.isNaN(instant) && isoDateOf(instant) === text;
}

function isoDateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
