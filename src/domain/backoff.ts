export interface Backoff {
  readonly firstMs: number;
  /** Each wait is the previous one times this. @default 2 */
  readonly factor?: number;
  readonly longestMs: number;
}

/**
 * How long to wait before the next try, ms. The wait grows, so that a fault lasting for days does not fill the history.
 *
 * @param failuresBefore failures before the last one: 0 gives the first wait
 */
export function backoff({ firstMs, factor = 2, longestMs }: Backoff, failuresBefore: number): number {
  // 0 times infinity is not a number.
  return firstMs === 0 ? 0 : Math.min(firstMs * factor ** failuresBefore, longestMs);
}
