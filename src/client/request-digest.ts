import { createHash } from 'node:crypto';
import type { OutboundCallInput } from '../domain/call/call';
import { isObject } from '../domain/is-object';

/**
 * A digest that is equal for equal requests, whatever the order of their members. Made from the request as given, without defaults:
 * those may change between versions.
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
