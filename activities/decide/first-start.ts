import { getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { CallIdentity } from '../../src/domain/call/attempt';

/**
 * Start of a call's first run, ISO 8601. A retried run knows only its own start, but the deadline and the age of tokens count from
 * the first run. Undefined when Temporal no longer has that run.
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
