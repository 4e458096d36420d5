import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { tsToMs } from '@temporalio/common/lib/time';
import { actionsOf } from './actions';

type Event = temporal.api.history.v1.IHistoryEvent;

/** What a finished call left behind. */
export interface ObservedCall {
  readonly events: number;
  /** Of the history, as Temporal stores it. */
  readonly bytes: number;
  /** Billable ones of Temporal Cloud. */
  readonly actions: number;
  /** When the workflow was given its last news, milliseconds since the epoch. */
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
