/** Between one and two times the delay, so that calls throttled together do not come back together. */
export function jittered(delay: number): number {
  return Math.round(delay * (1 + Math.random()));
}
