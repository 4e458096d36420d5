/** How long to wait before the next try, milliseconds: twice as long each time, so that a fault that lasts for days does not fill the history. */
export function patience(first: number, failedBefore: number, longest = longestPatience): number {
  return Math.min(first * 2 ** Math.min(failedBefore, 10), longest);
}

/** Milliseconds: what was mended is noticed within a quarter of an hour. */
const longestPatience = 15 * 60_000;
