import { isObject } from '../is-object';

/**
 * Are two requests equal, whatever the order of their members? Compared as they were given, without defaults: those may change between
 * versions.
 */
export function isSameRequest(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    isObject(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
