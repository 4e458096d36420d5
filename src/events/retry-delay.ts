import { backoff } from '../domain/backoff';

/** Until something that has failed so many times is tried again, ms: 2 s, 4 s, 8 s, … up to five minutes. */
export function retryDelayMs(failures: number): number {
  return backoff({ firstMs: 2_000, longestMs: 5 * 60_000 }, failures - 1);
}
