import type { Connect } from '../src/connect';
import type { DestinationGuard } from '../src/domain/destination-guard';
import type { RequestDefaults } from '../src/domain/parse-request';
import type { CallSettings } from '../src/domain/settings';

/** What the activities need from outside. */
export interface ActivityDependencies {
  /** Amazon Connect: `awsConnect()`, or a fake in tests. */
  readonly connect: Connect;
  /** What a policy may leave out. @default nothing */
  readonly defaults?: RequestDefaults;
  /** Whom this installation may call at all; checked before every dial. @default everyone */
  readonly guard?: DestinationGuard;
  /** What workflows started on this worker record as their settings. @default no search attributes, 30 s for a dial, no events */
  readonly settings?: Partial<CallSettings>;
  /**
   * The current instant, milliseconds since the epoch. In Temporal's time-skipping server the clock of activities
   * stays real, so tests pass the server's. @default the system clock
   */
  readonly clock?: () => number | Promise<number>;
  /**
   * How long to wait before asking again how a contact ended, milliseconds.
   * @param age since the dial, milliseconds
   * @default a tenth of the age, between 2 s and 30 s
   */
  readonly pollDelay?: (age: number) => number;
}

export const defaultSettings: CallSettings = {
  searchAttributes: false,
  dialTimeout: 30_000,
  events: false,
};

export function systemClock(): number {
  return Date.now();
}
