/** Between one and two times the delay, so that calls throttled together do not retry together. */
export function jittered(delay: number): number {
  return Math.round(delay * (1 + Math.random()));
}
