import type { InstanceQueues } from './instance-queues';

/**
 * Settings that change what a workflow does. The first decision reads them from the worker and records them in the history, so that
 * a differently configured worker cannot break a running call. They are read again when the policy moves to another instance, or
 * when no worker serves the instance's task queues.
 */
export interface CallSettings {
  /** Names of the search attributes that the call upserts: those that the namespace has. An unregistered one would block the workflow for ever. */
  readonly searchAttributes: readonly string[];
  /** How long a dial activity may run before Temporal times it out, milliseconds. */
  readonly dialTimeout: number;
  /** Does the signal `contactEnded` report the ends of contacts? If so, Amazon Connect is polled only when no report arrives in time. */
  readonly events: boolean;
  /** Can contacts of the policy's instance be found by the attempt's id? If so, a lost contact is searched for during the quiet period. */
  readonly searchable: boolean;
  /** Are attempts counted, and opt-outs shared, across calls? */
  readonly ledger: boolean;
  /** The task queues of the policy's instance; absent when everything uses the call's own task queue. */
  readonly queues?: InstanceQueues;
  /** Smaller bounds, for tests. @default the usual bounds */
  readonly bounds?: Partial<typeof usualBounds>;
}

const usualBounds = {
  /**
   * How long a dial or poll may wait in its task queue before it is decided again, milliseconds: long enough to keep its place in a
   * queue of thousands, short enough to notice that no worker serves the queue.
   */
  queueTimeout: 60 * 60_000,
  /** With this many events, the call continues in another run. Temporal's limit is 51,200 events per run. */
  historyLimit: 4_000,
  /** How long to wait before the first search, milliseconds; each further wait is 1.5 times the previous one. */
  searchAfter: 5_000,
};

export function boundsOf(settings: CallSettings | undefined): typeof usualBounds {
  return { ...usualBounds, ...settings?.bounds };
}
