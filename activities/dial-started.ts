import { activityInfo, getClient } from '@temporalio/activity';

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
    const { events } = await getClient().workflow.getHandle(workflowId, runId).fetchHistory();
    const scheduled = events?.find(
      (event) => event.activityTaskScheduledEventAttributes?.activityId === activityId,
    );
    const started = events?.find(
      (event) =>
        scheduled !== undefined &&
        String(event.activityTaskStartedEventAttributes?.scheduledEventId) === String(scheduled.eventId),
    );
    const { seconds, nanos } = started?.eventTime ?? {};
    if (seconds === undefined || seconds === null) return undefined;
    return new Date(Number(seconds) * 1000 + (nanos ?? 0) / 1e6).toISOString();
  };
}
