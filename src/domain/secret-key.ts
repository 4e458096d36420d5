/** How a key is made; part of every message about a bad one. */
export const howToMakeAKey = 'Make one with: openssl rand -base64 32';

const keyBytes = 32;

/**
 * Why these bytes can't be a secret key of 256 random bits; undefined when they can. It finds keys that were typed: words, repeated
 * or counted bytes.
 */
export function whyWeak(bytes: Uint8Array): string | undefined {
  if (bytes.length !== keyBytes) return `has ${bytes.length} bytes; a key has ${keyBytes}`;
  if (bytes.every(isPrintable)) return 'is text, not random bytes';
  if (new Set(bytes).size < fewestDistinctBytes) return 'repeats few bytes, so it is not random';
  const step = ((bytes[1] ?? 0) - (bytes[0] ?? 0)) & 0xff;
  const counts = bytes.every((byte, at) => at === 0 || ((byte - (bytes[at - 1] ?? 0)) & 0xff) === step);
  return counts ? 'counts, so it is not random' : undefined;
}

/** A secret key as it is configured: 32 random bytes, in base64 or hex. Its text is never part of a message. */
export function readSecretKey(text: string): { readonly bytes: Uint8Array } | { readonly problem: string } {
  const bytes = decoded(text.trim());
  if (!bytes) {
    return {
      problem: `expected ${keyBytes} random bytes in base64 (44 characters) or hex (64), got ${text.trim().length} characters. ${howToMakeAKey}`,
    };
  }
  const why = whyWeak(bytes);
  return why === undefined ? { bytes } : { problem: `the key ${why}. ${howToMakeAKey}` };
}

function decoded(text: string): Uint8Array | undefined {
  if (/^[\da-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  // Also base64url, which Buffer reads alike.
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** 32 random bytes have about 30 distinct ones; fewer than this in less than one of 10^15 keys. */
const fewestDistinctBytes = 16;
