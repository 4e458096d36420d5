import { createHash } from 'node:crypto';
import type { OutboundCallInput } from '../domain/call/call';
import { isObject } from '../domain/is-object';

/**
 * A digest by which two requests are known to be the same, however their members are ordered. Made from the request
 * as it was given: its defaults may change with a version, and the request is still the same.
 */
export function requestDigest(request: OutboundCallInput): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    isObject(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
