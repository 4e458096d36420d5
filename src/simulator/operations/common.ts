import { createHash } from 'node:crypto';
import { z } from 'zod';
import { invalidParameter } from '../errors';
import type { TokenUse } from '../exchange-change';
import { existingInstance } from '../identifiers';
import type { World } from '../world';
import { parseMembers } from './parse';

export const instanceIdSchema = z.string().min(1).max(100);
export const contactIdSchema = z.string().min(1).max(256);

/** Epoch seconds with a fraction, the timestamp format of rest-json. @param at milliseconds since the epoch */
export function wireTime(at: number | undefined): number | undefined {
  return at === undefined ? undefined : at / 1000;
}

/** The URI members, and the instance that they name. */
export function inInstance<T extends { InstanceId: string }>(
  schema: z.ZodType<T>,
  labels: unknown,
  { seed }: World,
) {
  const request = parseMembers(schema, labels);
  return { request, instance: existingInstance(seed, request.InstanceId) };
}

const attributesSchema = z.record(
  z.string().regex(/^[A-Za-z0-9_-]{1,32767}$/, 'keys are 1 to 32,767 of A-Z, a-z, 0-9, - and _'),
  z.string().max(32_767),
);
export { attributesSchema };

/** "There can be up to 32,768 UTF-8 bytes across all key-value pairs per contact" (API reference). */
const attributesMaxBytes = 32_768;

export function refuseTooManyAttributes(attributes: Readonly<Record<string, string>> = {}): void {
  const bytes = Object.entries(attributes).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (bytes > attributesMaxBytes) {
    throw invalidParameter(
      `Attributes: ${bytes} bytes over all keys and values, at most ${attributesMaxBytes}`,
    );
  }
}

/** The token of a request, with a digest of the rest of the request. */
export function tokenUseOf({
  ClientToken,
  ...members
}: {
  readonly ClientToken?: string | undefined;
}): TokenUse | undefined {
  if (ClientToken === undefined) return undefined;
  const canonical = JSON.stringify(members, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return {
    clientToken: ClientToken,
    requestDigest: createHash('sha256').update(canonical).digest('base64url'),
  };
}

/** One page of a list. The opaque token holds the start of the next page. */
export function pageOf<T>(all: readonly T[], maxResults: number, nextToken: string | undefined) {
  const start = nextToken === undefined ? 0 : startOf(nextToken);
  const end = start + maxResults;
  return {
    page: all.slice(start, end),
    NextToken: end < all.length ? Buffer.from(`from:${end}`).toString('base64url') : undefined,
  };
}

function startOf(nextToken: string): number {
  const [, start] = /^from:(\d+)$/.exec(Buffer.from(nextToken, 'base64url').toString()) ?? [];
  if (start === undefined) throw invalidParameter('NextToken: is not one of this simulator');
  return Number(start);
}
