import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { actionsOf } from './actions';

/** What a finished call left behind. */
export interface ObservedCall {
  readonly events: number;
  /** Of the history, as Temporal stores it. */
  readonly bytes: number;
  /** Billable ones of Temporal Cloud. */
  readonly actions: number;
}

export async function observe({ workflow }: Client, workflowId: string): Promise<ObservedCall> {
  const history = await workflow.getHandle(workflowId).fetchHistory();
  return {
    events: history.events?.length ?? 0,
    bytes: temporal.api.history.v1.History.encode(history).finish().length,
    actions: actionsOf(history),
  };
}
