import type { Segment } from './hours';

/** Amazon Connect's hours of operation on the dates from `from` to `until`, both included; overrides have been applied. */
export interface EffectiveHours {
  /** IANA zone. */
  readonly timeZone: string;
  /** ISO dates. One in between that is missing is closed. */
  readonly dates: Readonly<Record<string, readonly Segment[]>>;
  readonly from: string;
  readonly until: string;
}

/** What a call knows of the hours of operation that its policy names. Instants are milliseconds since the epoch. */
export interface OperatingHours {
  readonly instanceId: string;
  readonly hoursOfOperationId: string;
  /** The last answer, and when it was given. */
  readonly told?: EffectiveHours & { readonly at: number };
  /** The last look-up failed: why, how many in a row have, and when to ask again. */
  readonly untold?: { readonly why: string; readonly inARow: number; readonly until: number };
}
