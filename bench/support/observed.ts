import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { tsToMs } from '@temporalio/common/lib/time';
import { actionsOf } from './actions';

type Event = temporal.api.history.v1.IHistoryEvent;

/** Measurements of a finished call. */
export interface ObservedCall {
  readonly events: number;
  /** Size of the stored history. */
  readonly bytes: number;
  /** Billable actions of Temporal Cloud. */
  readonly actions: number;
  /** When the workflow received its last event, milliseconds since the epoch. */
  readonly lastWokenAt: number;
}

export async function observe({ workflow }: Client, workflowId: string): Promise<ObservedCall> {
  const history = await workflow.getHandle(workflowId).fetchHistory();
  return {
    events: history.events?.length ?? 0,
    bytes: temporal.api.history.v1.History.encode(history).finish().length,
    actions: actionsOf(history),
    lastWokenAt: timeOf(history.events?.findLast(isWaking)),
  };
}

function isWaking({ eventType }: Event): boolean {
  return eventType === temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED;
}

function timeOf(event: Event | undefined): number {
  return event?.eventTime ? tsToMs(event.eventTime) : Number.NaN;
}
