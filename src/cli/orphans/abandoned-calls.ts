import type { Client } from '@temporalio/client';
import type { CallIdentity } from '../../domain/call/attempt';
import { firstRunOf, newestRun, runsOfCall, unlessGone } from '../../ledger';

/** A call that nothing in Temporal follows any more, though it did not come to an end of its own. */
export interface AbandonedCall extends CallIdentity {
  readonly status: 'terminated' | 'timed out' | 'failed';
  /** The IDs of those of its runs that were cut off: each may have dialed what the others don't know. */
  readonly runs: readonly string[];
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

/** Others go on, or have ended by themselves. */
const abandonedAs: ReadonlyMap<string, AbandonedCall['status']> = new Map([
  ['TERMINATED', 'terminated'],
  ['TIMED_OUT', 'timed out'],
  ['FAILED', 'failed'],
]);

/** The run that the call was left to. */
async function lastRunOf(client: Client, call: CallIdentity) {
  // Lists of executions may lag behind; this does not.
  const newest = await newestRun(client, call.workflowId);
  if (newest && firstRunOf(newest) === call.firstExecutionRunId) return newest;
  // There is another call of this ID by now, which could only begin when this one was over.
  const runs = await runsOfCall(client, call);
  return runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime()).at(-1);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
