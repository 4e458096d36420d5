import { weekdays, type Weekday } from './calling-hours';

/** `["09:00", "12:30"]`: up to, but not including, the second time. An end at or before the start is on the next day. */
export type Segment = readonly [start: string, end: string];

/** When dialing is allowed, in one zone: the policy's hours, a rule's, or Amazon Connect's. */
export interface Hours {
  /** Their name in reasons: `policy`, `amazon-connect`, `us-tcpa/calling-hours`. */
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
  /** A weekday that is missing or empty is closed. */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Segment[]>>>;
  /**
   * ISO dates with their own hours, such as holidays; an empty list is closed. A night segment of the day before does not reach into
   * such a date. @default none
   */
  readonly dates?: Readonly<Record<string, readonly Segment[]>>;
}

/** Hours that are never closed. */
export const atAnyTime = Object.fromEntries(
  weekdays.map((weekday) => [weekday, [['00:00', '24:00']]]),
) satisfies Hours['weekly'];
