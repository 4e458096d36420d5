/** The lines of an instance, shared by all workers: how many calls it may carry at once, for one or all types of traffic. */
export interface LinePool {
  /**
   * Take a line for an attempt. Repeating it returns the same line.
   * @param timeoutMs how long to wait for a line, milliseconds
   * @param heldForMs how long the line is held unless it is kept or freed, milliseconds
   * @returns `none-free` when no line became free in time, `leaving` when this worker is stopping
   */
  take(attemptId: string, timeoutMs: number, heldForMs: number): Promise<'taken' | 'none-free' | 'leaving'>;
  /** Hold the attempt's line for `heldForMs` more. An attempt without a line gets one, even beyond the limit. */
  keep(attemptId: string, heldForMs: number): void;
  free(attemptId: string): void;
}
