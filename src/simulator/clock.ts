/** Tells the simulated time in milliseconds since the epoch. */
export type Clock = () => number | Promise<number>;

/** From where on a clock runs, and how fast; both times in milliseconds since the epoch. */
export interface ClockStart {
  readonly real: number;
  readonly simulated: number;
  readonly speed: number;
}

/** Time that runs `speed` times as fast as real time, from `start` on. */
export function acceleratedClock(start: ClockStart): Clock {
  return () => simulatedAt(start, Date.now());
}

/** Which simulated time it is at a real one. */
export function simulatedAt({ real, simulated, speed }: ClockStart, now: number): number {
  return simulated + (now - real) * speed;
}
