import type { Attempt } from './attempt';
import type { HeardBeforeDial } from './before-dial';
import type { OutboundCallRequest } from './call';
import type { PastContact } from './contacts/past-contact';
import type { OperatingHours } from './hours/operating-hours';

/** All that a decision is made from, besides the current instant. Plain data: it crosses from the workflow into an activity. */
export interface CallState {
  readonly request: OutboundCallRequest;
  /** Start of the call's first run, milliseconds since the epoch; the deadline counts from it. */
  readonly startedAt: number;
  /** Attempts that have ended, in order. */
  readonly attempts: readonly Attempt[];
  readonly control: CallControl;
  /** The last dial was not sent (throttled, quota, …): when to try again, and why. */
  readonly notSent?: {
    readonly until: number;
    readonly why: string;
    /**
     * What kept it from being sent may be over at any time, and is watched: it puts no dial off, a dial whose turn has come waits
     * for it. At `until` a dial asks in any case.
     */
    readonly isWatched?: true;
  };
  /** Attempts of other calls to reach this person, as the ledger last told them. @default none */
  readonly contacts?: readonly PastContact[];
  /** What is known of the hours of operation that the policy names. @default nothing yet */
  readonly operatingHours?: OperatingHours;
  /** What the activity of `beforeDial` said since the last dial. @default nothing */
  readonly beforeDial?: HeardBeforeDial;
  /** Steps that cannot be dialed because their queue, number or flow does not exist. */
  readonly skippedSteps: readonly SkippedStep[];
}

/** What people asked of the call while it runs. */
export interface CallControl {
  readonly paused: boolean;
  readonly cancelled: boolean;
  /** Milliseconds since the epoch: nothing is dialed before it. */
  readonly notBefore?: number;
  /** The person does not want to be called. */
  readonly optedOut?: { readonly reason?: string };
}

export interface SkippedStep {
  readonly step: string;
  readonly why: string;
}
