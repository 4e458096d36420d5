import type { Outcome } from './outcome';

/** A call that ended before, with the workflow ID of a later one. */
export interface EarlierCall {
  readonly outcome: Outcome;
  /** Run ID of its first run. */
  readonly firstExecutionRunId: string;
}
