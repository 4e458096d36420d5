/** How waits grow: milliseconds. */
export interface Backoff {
  readonly first: number;
  /** @default 2 */
  readonly factor?: number;
  readonly longest: number;
}

/** The wait before the next try, milliseconds, when so many tries in a row have failed before it. */
export function backoff({ first, factor = 2, longest }: Backoff, failed: number): number {
  return Math.min(first * factor ** Math.min(Math.max(failed, 0), 50), longest);
}
