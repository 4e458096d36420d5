import { backoff } from '../domain/backoff';

/** Delay of the next retry after so many failures, ms: 2 s, 4 s, 8 s, … up to five minutes. */
export function retryDelayMs(failures: number): number {
  return backoff({ firstMs: 2_000, longestMs: 5 * 60_000 }, failures - 1);
}
