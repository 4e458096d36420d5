import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { isOpen } from '../../contract/open-run';
import { allOf, isOneOf, isOpen as isOpenRun } from '../../domain/visibility-query';
import { retryTransient } from './retry-transient';
import type { World } from './world';

interface Watching {
  readonly workflowIds: readonly string[];
  /** Resolves after the last start and the last act. */
  readonly whenDone: Promise<unknown>;
  readonly signal: AbortSignal;
  readonly report: (running: number) => void;
}

/**
 * Wait until every call has ended, for some minutes at most after the last act.
 *
 * @returns when the last end was seen, milliseconds since the epoch
 */
export async function whenAllOver(
  { client }: World,
  { workflowIds, whenDone, signal, report }: Watching,
): Promise<number> {
  const isDone = whenDone.then(() => true);
  // No unhandled rejection; the caller awaits the same promise.
  isDone.catch(() => undefined);
  let since: number | undefined;
  for (;;) {
    since ??= (await Promise.race([isDone, delay(pollIntervalMs, false, { signal })]))
      ? Date.now()
      : undefined;
    const running = await retryTransient(() => runningWorkflows(client), signal);
    report(running);
    if (since === undefined) continue;
    const isLate = Date.now() - since > timeoutMs;
    if (isLate || (running === 0 && (await areOver(client, workflowIds, signal)))) return Date.now();
    await delay(pollIntervalMs, undefined, { signal });
  }
}

/** After several refused connections a dial waits for minutes. */
const timeoutMs = 180_000;
const pollIntervalMs = 500;

async function runningWorkflows(client: Client): Promise<number> {
  const { count } = await client.workflow.count(
    // Without the workflow that keeps the lines, which never ends.
    allOf(isOpenRun, isOneOf('WorkflowType', ['outboundCall', 'parentOfCall'])),
  );
  return count;
}

/** Consistent, unlike the count of running workflows. */
async function areOver(
  client: Client,
  workflowIds: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  for (const workflowId of workflowIds) {
    const described = await retryTransient(() => client.workflow.getHandle(workflowId).describe(), signal);
    if (isOpen(described)) return false;
  }
  return true;
}
