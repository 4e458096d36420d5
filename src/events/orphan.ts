import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { WorkflowType } from '../contract/workflow-types';
import type { CallIdentity } from '../domain/call/attempt';

/** What became of a call. */
export type Standing = 'running' | 'orphans' | 'ended' | 'elsewhere' | 'foreign';

/**
 * `orphans`: its workflow was terminated, timed out or failed, and no run continues it. `elsewhere`: this namespace does not have it. It
 * may belong to another namespace, so its contact must not be hung up here. `foreign`: the workflow with this ID is no call of this
 * package, or another call.
 */
export async function standingOf(
  client: Client,
  { workflowId, firstExecutionRunId }: CallIdentity,
): Promise<Standing> {
  try {
    const { status, type, raw } = await client.workflow.getHandle(workflowId).describe();
    const { firstRunId } = raw.workflowExecutionInfo ?? {};
    if (type !== WorkflowType.Call || firstRunId !== firstExecutionRunId) return 'foreign';
    if (status.name === 'RUNNING') return 'running';
    return cutOff.has(status.name) ? 'orphans' : 'ended';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'elsewhere';
    throw error;
  }
}

const cutOff: ReadonlySet<string> = new Set(['TERMINATED', 'TIMED_OUT', 'FAILED']);
