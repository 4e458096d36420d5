import { isObject } from '../domain/is-object';

/**
 * A member of parsed JSON, by its path; undefined when absent. Names are compared case-insensitively: AWS's own samples of contact
 * events have both `agentInfo` and `AgentInfo`.
 */
export function member(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (!isObject(found)) return undefined;
    found = Object.entries(found).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  }
  return found;
}

/** A member that is non-empty text. */
export function text(value: unknown, ...path: readonly string[]): string | undefined {
  const found = member(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A member that is an instant, as ISO 8601. Unset instants are absent, null or the first millisecond of 1970. */
export function instant(value: unknown, ...path: readonly string[]): string | undefined {
  const milliseconds = Date.parse(text(value, ...path) ?? '');
  return milliseconds >= 1000 ? new Date(milliseconds).toISOString() : undefined;
}
