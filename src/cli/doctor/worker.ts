import { lastPoll, longestPollMs, type Poller } from '../pollers';
import type { Finding } from './finding';

/** Whether a worker serves the task queue. Temporal lists a worker that died for five minutes. */
export function worker(taskQueue: string, [newest]: readonly Poller[], nowMs: number): Finding {
  const what = `Worker on task queue ${taskQueue}`;
  const fix = 'Start one with: npx outbound worker';
  if (!newest) return { what, verdict: 'wrong', says: 'no worker is polling: calls would wait', fix };
  return nowMs - newest.lastPolledMs <= longestPollMs
    ? { what, verdict: 'ok', says: `polling: the last poll was ${lastPoll(newest, nowMs)}` }
    : {
        what,
        verdict: 'wrong',
        says: `the last poll was ${lastPoll(newest, nowMs)}. A worker polls at least every minute, so it may have died, and calls would wait`,
        fix,
      };
}
