/**
 * Milliseconds since the epoch of an ISO 8601 instant such as `2026-11-23T09:00:00-08:00`; undefined where it is none. Without an
 * offset it would be read on the machine's clock, which is another one on another machine.
 */
export function instantOf(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** An instant that could not be read is over: then nothing is sent. */
export function isOver(until: number, now: number): boolean {
  return !(now <= until);
}
