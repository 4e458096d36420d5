/** Seconds until something that has failed so many times is tried again: 2, 4, 8, … up to five minutes. */
export function retryDelay(times: number): number {
  return Math.min(2 ** times, 300);
}
