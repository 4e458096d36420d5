import type { Client, RawWorkflowExecutionInfo, WorkflowExecutionDescription } from '@temporalio/client';
import { isOpen } from '../contract/open-run';
import type { CallIdentity } from '../domain/call/attempt';
import { describeRaw, newestRun, unlessGone } from './running';
import { mayHaveWorkflowId } from '../domain/visibility-query';

/** The runs of one call that Temporal still has. Runs of other calls with the same workflow ID are left out. */
export async function runsOfCall(
  client: Client,
  { workflowId, firstExecutionRunId }: CallIdentity,
): Promise<WorkflowExecutionDescription[]> {
  const runs: WorkflowExecutionDescription[] = [];
  for (const runId of await runIdsOf(client, workflowId, [firstExecutionRunId])) {
    const run = await unlessGone(client.workflow.getHandle(workflowId, runId).describe());
    if (run && firstRunOf(run) === firstExecutionRunId) runs.push(run);
  }
  return runs;
}

export async function isCallRunning(
  client: Client,
  { workflowId, firstExecutionRunId }: CallIdentity,
): Promise<boolean> {
  const newest = await newestRun(client, workflowId);
  return newest !== undefined && isOpen(newest) && firstRunOf(newest) === firstExecutionRunId;
}

/** The IDs of all runs of a workflow ID. Some of the runs may be gone. */
export async function runIdsOf(
  client: Client,
  workflowId: string,
  known: readonly string[] = [],
): Promise<ReadonlySet<string>> {
  const runIds = new Set(known);
  // A run that has just begun is not listed yet.
  const newest = (await describeRaw(client, workflowId))?.execution?.runId;
  if (newest) runIds.add(newest);
  for await (const run of listRaw(client, mayHaveWorkflowId(workflowId))) {
    if (run.execution?.workflowId === workflowId && run.execution.runId) runIds.add(run.execution.runId);
  }
  return runIds;
}

/** With undecoded memos: workflows of others are listed, too, and may be encrypted with other keys. */
async function* listRaw(client: Client, query: string): AsyncGenerator<RawWorkflowExecutionInfo> {
  const { namespace } = client.options;
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await client.workflowService.listWorkflowExecutions({
      ...{ namespace, query, pageSize: 1_000 },
      ...(nextPageToken ? { nextPageToken } : {}),
    });
    yield* page.executions;
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0);
}

/** The ID of the first run of this run's call. Only the description of a run has it, not a list. */
export function firstRunOf({ runId, raw }: WorkflowExecutionDescription): string {
  const firstRunId = raw.workflowExecutionInfo?.firstRunId ?? '';
  return firstRunId === '' ? runId : firstRunId;
}
