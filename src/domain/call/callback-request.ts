/** What the contact of an attempt says about a callback: the attribute of `policy.callbacks`. */
export type CallbackRequest = {
  /** The value of the attribute; 64 characters at most. */
  readonly asked: string;
} & (
  | {
      /** The instant that it means, ISO 8601 in UTC. */
      readonly at: string;
    }
  | {
      /** Why it is not granted; the call continues as without it. */
      readonly why: string;
    }
);

/** A callback that the update `reschedule` asks for. Milliseconds since the epoch. */
export interface RequestedByCode {
  readonly at: number;
  readonly givenAt: number;
  /** Number of the last attempt that had begun by then; 0 if there was none. */
  readonly after: number;
}
