import { weekdays, type Weekday } from './calling-hours';

/** `["09:00", "12:30"]`: up to but not including the second; an end at or before the start is on the next day. */
export type Segment = readonly [start: string, end: string];

/** When dialing is allowed on somebody's clock: the policy's hours, a rule's, or those of Amazon Connect. */
export interface Hours {
  /** Whose they are, as reasons and people name them: `policy`, `amazon-connect`, `us-tcpa/calling-hours`. */
  readonly name: string;
  /** IANA zone on whose clock they are read. */
  readonly zone: string;
  /** A weekday that is missing or empty is closed. */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Segment[]>>>;
  /**
   * ISO dates that have hours of their own, such as holidays; empty is closed. The part of a night segment of the day before
   * that reaches into such a date does not count there. @default none
   */
  readonly dates?: Readonly<Record<string, readonly Segment[]>>;
}

/** Hours that are never closed. */
export const atAnyTime = Object.fromEntries(
  weekdays.map((weekday) => [weekday, [['00:00', '24:00']]]),
) satisfies Hours['weekly'];
