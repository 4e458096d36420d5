/** A decoded history event that concerns attempts. */
export type CallEvent =
  | {
      readonly is: 'started';
      /** Run ID of the first run of the chain: it identifies the call. */
      readonly firstExecutionRunId: string;
      readonly request: unknown;
      /** The state that continue-as-new handed over; undefined in the first run. */
      readonly carried: unknown;
    }
  | ActivityEvent
  /** The contact of a signal `contactEnded`. */
  | { readonly is: 'contact-ended'; readonly contact: unknown }
  | { readonly is: 'completed'; readonly result: unknown };

export interface ActivityEvent {
  readonly is: 'activity';
  readonly activityId: string;
  readonly type: string;
  readonly input: unknown;
  /** When a worker picked it up, ISO 8601. Temporal records it together with the end. */
  readonly startedAt?: string | undefined;
  readonly end: ActivityEnd;
  /** When its end was recorded; without an end, when the history was last written. ISO 8601. */
  readonly at: string;
}

export type ActivityEnd =
  | { readonly how: 'completed'; readonly result: unknown }
  | { readonly how: 'failed'; readonly type?: string | undefined; readonly details: readonly unknown[] }
  /** `wasStarted`: a worker had picked it up. */
  | { readonly how: 'timed-out' | 'cancelled'; readonly wasStarted: boolean }
  /** The history does not show its end. */
  | { readonly how: 'open' };

/** @returns undefined unless the activity completed */
export function resultOf({ end }: ActivityEvent): unknown {
  return end.how === 'completed' ? end.result : undefined;
}
