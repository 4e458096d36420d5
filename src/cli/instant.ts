/** ISO 8601 with an offset, as milliseconds since the epoch; undefined where it is anything else. */
export function parseInstant(text: string): number | undefined {
  const instant = Date.parse(text);
  return Number.isNaN(instant) || !/T.*(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? undefined : instant;
}

export function notAnInstant(text: string): string {
  return `${JSON.stringify(text)} is not an instant. Write ISO 8601 with an offset, such as 2026-12-01T09:00:00-08:00.`;
}
