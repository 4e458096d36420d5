import { randomBytes } from 'node:crypto';

/** A key of a ledger or of payloads, as `openssl rand -base64 32` makes one. */
export function randomKey(): string {
  return randomBytes(32).toString('base64');
}
