/**
 * Milliseconds since the epoch of an ISO 8601 instant such as `2026-11-23T09:00:00-08:00`; undefined for anything else. An offset
 * is required: without one, the instant would depend on the machine's own time zone.
 */
export function instantOf(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** True also for NaN, so that an unreadable instant never permits a dial. */
export function isOver(until: number, now: number): boolean {
  return !(now <= until);
}
