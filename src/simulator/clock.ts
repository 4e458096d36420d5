/** Tells the simulated time in milliseconds since the epoch. */
export type Clock = () => number | Promise<number>;

/** Real time, running `speed` times as fast from now on. */
export function acceleratedClock(speed: number): Clock {
  const start = Date.now();
  return () => start + (Date.now() - start) * speed;
}
