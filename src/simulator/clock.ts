/** The simulated time, milliseconds since the epoch. */
export type Clock = () => number | Promise<number>;

/** Start and speed of a clock. `real` and `simulated` are milliseconds since the epoch. */
export interface ClockStart {
  readonly real: number;
  readonly simulated: number;
  readonly speed: number;
}

/** A clock that runs `speed` times as fast as real time from `start` on. */
export function acceleratedClock(start: ClockStart): Clock {
  return () => simulatedAt(start, Date.now());
}

/** The simulated time at a real time. */
export function simulatedAt({ real, simulated, speed }: ClockStart, now: number): number {
  return simulated + (now - real) * speed;
}
