import type { Lane } from '../pacing/lane';

/**
 * Settings that change what a workflow does. Read from the worker by a call's first decision, and again when the
 * policy moves to another instance or nobody serves the lane; recorded in its history: a worker configured otherwise
 * cannot break a running call.
 */
export interface CallSettings {
  /** Names of the search attributes that the call upserts: those that the namespace has. An unregistered one would block the workflow for ever. */
  readonly searchAttributes: readonly string[];
  /** How long a dial activity may take before its worker is given up for dead, milliseconds. */
  readonly dialTimeout: number;
  /** Is the end of a contact told by the signal `contactEnded`? Then Amazon Connect is only asked when it was not told in time. */
  readonly events: boolean;
  /**
   * Can a contact of the policy's instance be found by the attempt's id? Then one whose dial's answer was lost is searched
   * for, as long as the quiet period lasts.
   */
  readonly searchable: boolean;
  /** Are attempts counted, and opt-outs known, across calls? */
  readonly ledger: boolean;
  /** The task queues that lead to the policy's instance; absent where everything goes through the call's own. */
  readonly lane?: Lane;
  /** Other bounds than everybody's, for tests: what takes hours is then seen in seconds. */
  readonly bounds?: Partial<typeof usualBounds>;
}

const usualBounds = {
  /**
   * How long a dial or a question may wait for its turn before it is decided afresh, milliseconds: long enough to keep its
   * place in a queue of thousands, short enough to see that nobody serves the queue any more.
   */
  queueTimeout: 60 * 60_000,
  /** With so many events the call goes on in another run: a history of Temporal has 51,200 at most. */
  historyLimit: 4_000,
  /** How long to wait before the first search, milliseconds; then half as long again each time. */
  searchAfter: 5_000,
};

export function boundsOf(settings: CallSettings | undefined): typeof usualBounds {
  return { ...usualBounds, ...settings?.bounds };
}
