import type { Client } from '@temporalio/client';
import { eventually } from './calls';

/** Delete the runs of a workflow ID, as Temporal does when the namespace's retention has passed. */
export async function deleteRuns(client: Client, workflowId: string): Promise<void> {
  const { namespace } = client.options;
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  const workflowExecution = { workflowId, runId };
  await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution });
  // Temporal deletes in the background.
  await eventually(() =>
    client.workflow
      .getHandle(workflowId, runId)
      .describe()
      .then(
        () => undefined,
        () => true,
      ),
  );
}
