import { backoff } from '../src/domain/backoff';

/** How long to wait before the next try, milliseconds. */
export function patience(first: number, failedBefore: number, longest = longestPatience): number {
  return backoff({ firstMs: first, longestMs: longest }, failedBefore);
}

/** Milliseconds: what was mended is noticed within a quarter of an hour. */
const longestPatience = 15 * 60_000;
