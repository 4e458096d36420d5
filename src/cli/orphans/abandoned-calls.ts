import type { Client } from '@temporalio/client';
import { WorkflowType } from '../../contract/workflow-types';
import type { CallIdentity } from '../../domain/call/attempt';
import { firstRunOf, newestRun, runsOfCall, unlessGone } from '../../ledger';
import { allOf, is, isNotBefore, isOneOf } from '../../domain/visibility-query';

/** A call that Temporal ended before its workflow did. */
export interface AbandonedCall extends CallIdentity {
  readonly status: 'terminated' | 'timed out' | 'failed';
  /** Run IDs of the runs that were cut off: each may have made dials that the others don't record. */
  readonly runs: readonly string[];
}

/**
 * Calls that were terminated, timed out or failed. After a reset, a retry or continue-as-new a call continues in another
 * run: if that run is open or completed, the call is not abandoned.
 */
export async function abandonedCalls(
  client: Client,
  { taskQueue, since }: { readonly taskQueue: string; readonly since: Date },
): Promise<AbandonedCall[]> {
  const query = allOf(cutOffSince(since), is('TaskQueue', taskQueue));
  const byCall = new Map<string, { identity: CallIdentity; runs: string[] }>();
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    const run = await unlessGone(client.workflow.getHandle(workflowId, runId).describe());
    if (!run) continue;
    const identity = { workflowId, firstExecutionRunId: firstRunOf(run) };
    const call = byCall.get(identity.firstExecutionRunId) ?? { identity, runs: [] };
    call.runs.push(runId);
    byCall.set(identity.firstExecutionRunId, call);
  }
  const calls: AbandonedCall[] = [];
  for (const { identity, runs } of byCall.values()) {
    const status = abandonedAs.get((await lastRunOf(client, identity))?.status.name ?? '');
    if (status) calls.push({ ...identity, status, runs });
  }
  return calls;
}

/** Runs that were cut off since an instant, on any task queue: a query of Temporal's visibility. */
export function cutOffSince(since: Date): string {
  return allOf(
    is('WorkflowType', WorkflowType.Call),
    isOneOf('ExecutionStatus', ['Terminated', 'TimedOut', 'Failed']),
    isNotBefore('CloseTime', since),
  );
}

/** In any other status the call is running or completed. */
const abandonedAs: ReadonlyMap<string, AbandonedCall['status']> = new Map([
  ['TERMINATED', 'terminated'],
  ['TIMED_OUT', 'timed out'],
  ['FAILED', 'failed'],
]);

/** The last run of a call. */
async function lastRunOf(client: Client, call: CallIdentity) {
  // Consistent, unlike a list of executions.
  const newest = await newestRun(client, call.workflowId);
  if (newest && firstRunOf(newest) === call.firstExecutionRunId) return newest;
  // A newer call has this workflow ID, so this one has ended.
  const runs = await runsOfCall(client, call);
  return runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime()).at(-1);
}
