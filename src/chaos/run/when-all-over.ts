import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { patiently } from './patiently';
import type { World } from './world';

interface Watching {
  readonly workflowIds: readonly string[];
  /** When nothing more is started or done to a call. */
  readonly whenDone: Promise<unknown>;
  readonly signal: AbortSignal;
  readonly tell: (running: number) => void;
}

/**
 * Watch until every call is over; a call that is not, long after the storm, is forgotten.
 *
 * @returns when the last one was seen to be over
 */
export async function whenAllOver(
  { client }: World,
  { workflowIds, whenDone, signal, tell }: Watching,
): Promise<number> {
  const isDone = whenDone.then(() => true);
  // Whoever waits for the same promise is told of its failure.
  isDone.catch(() => undefined);
  let since: number | undefined;
  for (;;) {
    since ??= (await Promise.race([isDone, delay(lookEvery, false, { signal })])) ? Date.now() : undefined;
    const running = await patiently(() => runningWorkflows(client), signal);
    tell(running);
    if (since === undefined) continue;
    const isLate = Date.now() - since > patience;
    if (isLate || (running === 0 && (await areOver(client, workflowIds, signal)))) return Date.now();
    await delay(lookEvery, undefined, { signal });
  }
}

/** Milliseconds. A dial that found nothing to connect to waits for minutes, when it has found nothing several times. */
const patience = 180_000;
const lookEvery = 500;

async function runningWorkflows(client: Client): Promise<number> {
  const { count } = await client.workflow.count(
    // What keeps the lines for all workers never ends.
    'ExecutionStatus = "Running" AND (WorkflowType = "outboundCall" OR WorkflowType = "parentOfCall")',
  );
  return count;
}

/** The list of workflows that run is a moment behind. */
async function areOver(
  client: Client,
  workflowIds: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  for (const workflowId of workflowIds) {
    const described = await patiently(() => client.workflow.getHandle(workflowId).describe(), signal);
    if (described.status.name === 'RUNNING') return false;
  }
  return true;
}
