import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/**
 * Was the call cut off that this contact is an attempt of? Its workflow was terminated, timed out or failed, and no run
 * of it goes on. A workflow that is not found may be one of another namespace: its contact is nobody's to hang up here.
 */
export async function isOrphan(client: Client, workflowId: string, attemptId: string): Promise<boolean> {
  try {
    const { status, raw } = await client.workflow.getHandle(workflowId).describe();
    const { firstRunId } = raw.workflowExecutionInfo ?? {};
    // Another call may have the same ID by now; an attempt's id begins with the first run of its own.
    return cutOff.has(status.name) && firstRunId !== undefined && attemptId.startsWith(`${firstRunId}.`);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

const cutOff: ReadonlySet<string> = new Set(['TERMINATED', 'TIMED_OUT', 'FAILED']);
