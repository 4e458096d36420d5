import { isObject } from '../domain/is-object';

/**
 * A member of parsed JSON, by its path; undefined where there is none. Names are compared without their case: AWS's own
 * samples of contact events have `agentInfo` here and `AgentInfo` there.
 */
export function member(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (!isObject(found)) return undefined;
    found = Object.entries(found).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  }
  return found;
}

/** A member that is text and not empty. */
export function text(value: unknown, ...path: readonly string[]): string | undefined {
  const found = member(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A member that is an instant, as ISO 8601. What is unset arrives as absent, null or the first millisecond of 1970. */
export function instant(value: unknown, ...path: readonly string[]): string | undefined {
  const milliseconds = Date.parse(text(value, ...path) ?? '');
  return milliseconds >= 1000 ? new Date(milliseconds).toISOString() : undefined;
}
