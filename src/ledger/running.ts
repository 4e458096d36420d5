import { WorkflowNotFoundError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';

/** The newest run of a workflow; undefined when there is none. */
export async function newestRun(
  client: Client,
  workflowId: string,
): Promise<WorkflowExecutionDescription | undefined> {
  return unlessGone(client.workflow.getHandle(workflowId).describe());
}

/** @returns undefined when Temporal does not have the workflow, or no longer has it */
export async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** When a running workflow was started; undefined when it is not running. */
export async function runningSince(client: Client, workflowId: string): Promise<Date | undefined> {
  const run = await newestRun(client, workflowId);
  return run?.status.name === 'RUNNING' ? run.startTime : undefined;
}
