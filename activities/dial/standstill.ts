/**
 * Notices that this process stood still: stopped, suspended with its machine, or too busy to do anything. What it was given
 * before may long have been given up by Temporal, and done by another worker.
 */
export function watchStandstill({ every = 1_000, longest = 5_000, rememberedFor = 30_000 } = {}): Standstill {
  let last = Date.now();
  let stoodStillAt = Number.NEGATIVE_INFINITY;
  const look = () => {
    const now = Date.now();
    if (now - last > every + longest) stoodStillAt = now;
    last = now;
  };
  const timer = setInterval(look, every).unref();
  return {
    wasRecent() {
      // A task may come out of the standstill before the timer does.
      look();
      return Date.now() - stoodStillAt < rememberedFor;
    },
    stop() {
      clearInterval(timer);
    },
  };
}

export interface Standstill {
  /** Did the process stand still within the last half minute? */
  wasRecent(): boolean;
  stop(): void;
}
