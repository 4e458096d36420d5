import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/**
 * Was the attempt's call cut off? True if its workflow was terminated, timed out or failed, and no run continues it. A workflow that
 * is not found may belong to another namespace, so its contact must not be hung up here.
 */
export async function isOrphan(client: Client, workflowId: string, attemptId: string): Promise<boolean> {
  try {
    const { status, raw } = await client.workflow.getHandle(workflowId).describe();
    const { firstRunId } = raw.workflowExecutionInfo ?? {};
    // Another call may have the same workflow ID by now; an attempt's id begins with the first run ID of its own call.
    return cutOff.has(status.name) && firstRunId !== undefined && attemptId.startsWith(`${firstRunId}.`);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

const cutOff: ReadonlySet<string> = new Set(['TERMINATED', 'TIMED_OUT', 'FAILED']);
