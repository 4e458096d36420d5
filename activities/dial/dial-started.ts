import { activityInfo, getClient } from '@temporalio/activity';
import { readRun } from '../../src/history';

/**
 * When a dial that timed out was handed to its worker, ISO 8601, as Temporal recorded it. The workflow can't tell: it may
 * hear of the time-out days later, when there is a worker again. Undefined when no worker had it.
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
