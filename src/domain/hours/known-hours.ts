import type { Segment } from './hours';

/** Amazon Connect's hours of operation on the dates from `from` to `until`, both included, with overrides applied. */
export interface EffectiveHours {
  /** IANA zone. */
  readonly timeZone: string;
  /** By ISO date. A missing date in the range is closed. */
  readonly dates: Readonly<Record<string, readonly Segment[]>>;
  readonly from: string;
  readonly until: string;
}

/** What a call knows about the hours of operation that its policy names. Instants are milliseconds since the epoch. */
export interface OperatingHours {
  readonly instanceId: string;
  readonly hoursOfOperationId: string;
  /** The hours fetched last, and when. */
  readonly fetched?: EffectiveHours & { readonly at: number };
  /** Set when the last look-up failed: why, how many failed in a row, and when to retry. */
  readonly failed?: { readonly why: string; readonly inARow: number; readonly until: number };
}
