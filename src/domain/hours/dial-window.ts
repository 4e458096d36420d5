import type { Hours } from './hours';
import { nextOpenWindow, type Window } from './open-windows';

/**
 * The first window in `[from, until)` in which a dial may be sent: all hours are open and do not close within `closesIn`
 * milliseconds. Shorter windows do not count.
 */
export function nextDialWindow(
  all: readonly Hours[],
  { from, until, closesIn }: { from: number; until: number; closesIn: number },
): Window | undefined {
  if (from >= until) return undefined;
  if (all.length === 0) return { start: from, end: until };
  for (let start = from; ;) {
    // Search beyond the interval, to see whether a window that is open at its end stays open.
    const open = nextOpenWindow(all, start, until + closesIn);
    if (!open || open.start >= until) return undefined;
    const end = Math.min(open.end - closesIn, until);
    if (end > open.start) return { start: open.start, end };
    start = open.end;
  }
}
