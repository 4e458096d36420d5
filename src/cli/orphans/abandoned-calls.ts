import { WorkflowNotFoundError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';
import type { CallIdentity } from '../../domain/attempt';

/** A call that nothing in Temporal follows any more, though it did not come to an end of its own. */
export interface AbandonedCall extends CallIdentity {
  readonly status: 'terminated' | 'timed out' | 'failed';
  /** Those of its runs that were cut off: each may have dialed what the others don't know. */
  readonly runs: readonly { readonly runId: string; readonly closedAt: Date }[];
}

/**
 * Calls that were terminated, timed out or failed. A call goes on in another run after a reset, a retry or
 * continue-as-new: as long as that one lives, or has ended by itself, its contacts are its own.
 */
export async function abandonedCalls(
  client: Client,
  { taskQueue, since }: { readonly taskQueue: string; readonly since: Date },
): Promise<AbandonedCall[]> {
  const query = `WorkflowType = 'outboundCall' AND TaskQueue = ${quoted(taskQueue)} AND ExecutionStatus IN ('Terminated', 'TimedOut', 'Failed') AND CloseTime >= '${since.toISOString()}'`;
  const byCall = new Map<string, { identity: CallIdentity; runs: { runId: string; closedAt: Date }[] }>();
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    const run = await describe(client, workflowId, runId);
    if (!run) continue;
    const identity = { workflowId, firstExecutionRunId: firstRunOf(run) };
    const call = byCall.get(identity.firstExecutionRunId) ?? { identity, runs: [] };
    call.runs.push({ runId, closedAt: run.closeTime ?? new Date() });
    byCall.set(identity.firstExecutionRunId, call);
  }
  const calls: AbandonedCall[] = [];
  for (const { identity, runs } of byCall.values()) {
    const status = abandonedAs.get((await lastRunOf(client, identity))?.status.name ?? '');
    if (status) calls.push({ ...identity, status, runs });
  }
  return calls;
}

/** Others go on, or have ended by themselves. */
const abandonedAs: ReadonlyMap<string, AbandonedCall['status']> = new Map([
  ['TERMINATED', 'terminated'],
  ['TIMED_OUT', 'timed out'],
  ['FAILED', 'failed'],
]);

/** The run that the call was left to. */
async function lastRunOf(client: Client, { workflowId, firstExecutionRunId }: CallIdentity) {
  const isOfCall = (run: WorkflowExecutionDescription | undefined) =>
    run !== undefined && firstRunOf(run) === firstExecutionRunId;
  // Lists of executions may lag behind; this does not.
  const newest = await describe(client, workflowId);
  if (isOfCall(newest)) return newest;
  // There is another call of this ID by now, which could only begin when this one was over.
  let last: WorkflowExecutionDescription | undefined;
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = ${quoted(workflowId)}` })) {
    const run = await describe(client, workflowId, runId);
    if (run && isOfCall(run) && (!last || run.startTime > last.startTime)) last = run;
  }
  return last;
}

/** Undefined when Temporal has deleted it meanwhile. */
async function describe(client: Client, workflowId: string, runId?: string) {
  try {
    return await client.workflow.getHandle(workflowId, runId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Only a description of one run says it, no list. */
function firstRunOf({ runId, raw }: WorkflowExecutionDescription): string {
  const firstRunId = raw.workflowExecutionInfo?.firstRunId ?? '';
  return firstRunId === '' ? runId : firstRunId;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
