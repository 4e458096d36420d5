import { activityInfo, getClient } from '@temporalio/activity';
import { readRun } from '../../src/history';

/**
 * When a dial that timed out was handed to its worker, ISO 8601, as recorded by Temporal. The workflow itself does not know, since
 * it may learn of the time-out days later. Undefined when no worker received the dial.
 */
export function createDialStarted() {
  return async function dialStarted({
    activityId,
  }: {
    readonly activityId: string;
  }): Promise<string | undefined> {
    const { workflowExecution } = activityInfo();
    if (!workflowExecution) return undefined;
    const { workflowId, runId } = workflowExecution;
    const events = (await readRun(getClient(), workflowId, runId)) ?? [];
    const activities = events.filter((event) => event.is === 'activity');
    return activities.find((dial) => dial.activityId === activityId)?.startedAt;
  };
}
