/**
 * Detects pauses of this process: it was stopped, suspended with its machine, or too busy. Temporal may have timed out the tasks
 * that the process took before the pause, and another worker may have done them.
 */
export function watchProcessPauses({
  everyMs = 1_000,
  longestMs = 5_000,
  rememberedForMs = 30_000,
} = {}): ProcessPauses {
  let last = Date.now();
  let pausedAt = Number.NEGATIVE_INFINITY;
  const look = () => {
    const now = Date.now();
    if (now - last > everyMs + longestMs) pausedAt = now;
    last = now;
  };
  const timer = setInterval(look, everyMs).unref();
  return {
    wasRecent() {
      // After a pause, a task may run before the timer does.
      look();
      return Date.now() - pausedAt < rememberedForMs;
    },
    stop() {
      clearInterval(timer);
    },
  };
}

export interface ProcessPauses {
  /** Was the process paused within the last 30 seconds? */
  wasRecent(): boolean;
  stop(): void;
}
