import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** What became of a call that takes no more signals. */
export type Standing = 'orphans' | 'ended' | 'elsewhere';

/**
 * `orphans`: its workflow was terminated, timed out or failed, and no run continues it. `elsewhere`: this namespace does not have it. It
 * may belong to another namespace, so its contact must not be hung up here.
 */
export async function standingOf(client: Client, workflowId: string, attemptId: string): Promise<Standing> {
  try {
    const { status, raw } = await client.workflow.getHandle(workflowId).describe();
    const { firstRunId } = raw.workflowExecutionInfo ?? {};
    // Another call may have the same workflow ID by now; an attempt's id begins with the first run ID of its own call.
    const isOwn = firstRunId !== undefined && attemptId.startsWith(`${firstRunId}.`);
    return cutOff.has(status.name) && isOwn ? 'orphans' : 'ended';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'elsewhere';
    throw error;
  }
}

const cutOff: ReadonlySet<string> = new Set(['TERMINATED', 'TIMED_OUT', 'FAILED']);
