import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { isOpen } from '../../contract/open-run';

/**
 * Reset a workflow that was paused while a workflow task waited for a worker. Server 1.32.0 records that such a task failed, although it
 * never started. SDK 1.24.0 can't replay that event, so that the workflow is stuck once it is unpaused.
 *
 * @returns whether it was reset
 */
export async function resetIfStuck(client: Client, workflowId: string): Promise<boolean> {
  const run = await client.workflow.getHandle(workflowId).describe();
  if (!isOpen(run)) return false;
  const { events } = await client.workflow.getHandle(workflowId, run.runId).fetchHistory();
  const failed = events?.find(
    ({ workflowTaskFailedEventAttributes: task }) => task && Number(task.startedEventId ?? 0) === 0,
  );
  if (!failed) return false;
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId, runId: run.runId },
    workflowTaskFinishEventId: failed.eventId,
    requestId: randomUUID(),
    reason: 'storm: stuck after a pause',
  });
  return true;
}
