import { getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { CallIdentity } from '../../src/domain/call/attempt';

/**
 * When the first run of a call's chain began, ISO 8601. A run that was retried only knows its own start, and its
 * deadline and the age of its tokens count from the first. Undefined when Temporal no longer has that run.
 */
export function createFirstStart() {
  return async function firstStart({
    workflowId,
    firstExecutionRunId,
  }: CallIdentity): Promise<string | undefined> {
    try {
      const run = await getClient().workflow.getHandle(workflowId, firstExecutionRunId).describe();
      return run.startTime.toISOString();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  };
}
