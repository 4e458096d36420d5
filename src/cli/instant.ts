export function notAnInstant(text: string): string {
  return `${JSON.stringify(text)} is not an instant. Write ISO 8601 with an offset, such as 2026-12-01T09:00:00-08:00.`;
}
