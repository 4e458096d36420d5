import { WorkflowType } from '../../contract/workflow-types';
import { elsewhere, elsewhereText } from '../elsewhere';
import { lastPoll, longestPollMs, pollersOf, type Poller } from '../pollers';
import type { Connected } from '../temporal-client';
import { queueOf } from '../workers-of';
import type { Finding } from './finding';
import { openRunsOf } from '../../domain/visibility-query';

/** Whether a worker serves the task queue; if not, where calls run instead. */
export async function worker(connected: Connected): Promise<Finding> {
  const { taskQueue } = connected;
  const found = workerFinding(taskQueue, await pollersOf(queueOf(connected, taskQueue)), Date.now());
  if (found.verdict === 'ok') return found;
  const others = await elsewhere(connected, runningCalls);
  const hint = others ? `Calls run elsewhere: ${elsewhereText(others)}. Check temporal.taskQueue. ` : '';
  return { ...found, fix: `${hint}${found.fix ?? ''}` };
}

const runningCalls = openRunsOf(WorkflowType.Call);

/** Temporal lists a worker that died for five minutes. */
export function workerFinding(taskQueue: string, [newest]: readonly Poller[], nowMs: number): Finding {
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
