/**
 * Detects pauses of this process: it was stopped, suspended with its machine, or too busy. Temporal may have timed out the tasks
 * that the process took before the pause, and another worker may have done them.
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
      // After a pause, a task may run before the timer does.
      look();
      return Date.now() - stoodStillAt < rememberedFor;
    },
    stop() {
      clearInterval(timer);
    },
  };
}

export interface Standstill {
  /** Was the process paused within the last 30 seconds? */
  wasRecent(): boolean;
  stop(): void;
}
