import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

/**
 * Reset a workflow to one of its completed workflow tasks.
 *
 * @param to the task, from 0 (first) to 1 (last)
 * @throws Error when no workflow task has completed
 */
export async function resetWorkflow(client: Client, workflowId: string, to: number): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  const { runId } = await handle.describe();
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const completed = (events ?? []).filter(
    ({ eventType }) => eventType === temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
  );
  const chosen = completed[Math.round(to * (completed.length - 1))];
  if (!chosen) throw new Error('there is nothing to reset to yet');
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId, runId },
    workflowTaskFinishEventId: chosen.eventId,
    requestId: randomUUID(),
    reason: 'storm',
  });
}
