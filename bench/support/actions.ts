import { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;
type Event = temporal.api.history.v1.IHistoryEvent;
const { EventType } = temporal.api.enums.v1;

/**
 * The billable actions of a run, counted in its history ("Actions" in Temporal Cloud's documentation, read on
 * 2026-11-21): one each for the start, an activity's start and each retry of it, a timer, a signal, an update and an
 * upsert of search attributes; one for all local activities of a workflow task.
 */
export function actionsOf({ events }: History): number {
  const all = events ?? [];
  const tasksWithLocalActivities = new Set(
    all
      .filter(({ markerRecordedEventAttributes: marker }) => marker?.markerName === 'core_local_activity')
      .map(({ markerRecordedEventAttributes: marker }) => String(marker?.workflowTaskCompletedEventId)),
  );
  return all.reduce((sum, event) => sum + actionsOfEvent(event), 0) + tasksWithLocalActivities.size;
}

function actionsOfEvent(event: Event): number {
  switch (event.eventType) {
    case EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED:
    case EventType.EVENT_TYPE_TIMER_STARTED:
    case EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED:
    case EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED:
    case EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES:
      return 1;
    // Recorded once, after the last retry; its `attempt` is the number of starts.
    case EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED:
      return event.activityTaskStartedEventAttributes?.attempt ?? 1;
    default:
      return 0;
  }
}
