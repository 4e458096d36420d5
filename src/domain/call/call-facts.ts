import type { AttemptFacts } from './attempt';
import type { RequestedByCode } from './callback-request';
import type { BeforeDialReply } from '../decide/before-dial';
import type { BlockedCaller } from './blocked-caller';
import type { Blocked } from '../decide/blocked';
import type { Conclusion } from './conclusion';
import type { EarlierCall } from './earlier-call';
import type { OutboundCallRequest } from './call';
import type { CountedAttempt } from '../ledger/counted-attempt';
import type { OperatingHours } from '../hours/known-hours';

/** What a decision is made from, besides the current instant. Plain data that the workflow passes to activities. */
export interface CallFacts {
  readonly request: OutboundCallRequest;
  /** Start of the call's first run, milliseconds since the epoch; the deadline counts from it. */
  readonly startedAt: number;
  /** Attempts that have ended, in order. */
  readonly attempts: readonly AttemptFacts[];
  readonly control: CallControl;
  /** Why the last due dial was not sent, and until when. @default nothing blocks it */
  readonly blocked?: Blocked;
  /** Attempts of other calls to this person, as last reported by the ledger. @default none */
  readonly otherAttempts?: readonly CountedAttempt[];
  /** What is known about the hours of operation that the policy names. @default nothing yet */
  readonly operatingHours?: OperatingHours;
  /** The last answer of the `beforeDial` activity since the last dial. @default none */
  readonly beforeDial?: BeforeDialReply;
  /** Steps that cannot be dialed because their queue, number or flow does not exist. */
  readonly skippedSteps: readonly SkippedStep[];
  /** Caller IDs that workers knew to be blocked when this call was about to dial from them. @default none */
  readonly blockedCallers?: readonly BlockedCaller[];
  /** Amazon Connect refused a ring timeout without campaign traffic, so such attempts have none. @default not refused */
  readonly refusesRingTimeout?: true;
}

/** What was requested of the running call. */
export interface CallControl {
  readonly paused: boolean;
  readonly cancelled: boolean;
  /** Code has concluded the call. @default it has not */
  readonly concluded?: Pick<Conclusion, 'by'>;
  /** Milliseconds since the epoch: nothing is dialed before it. */
  readonly notBefore?: number;
  /** A callback was asked for by `reschedule` with `extend`. */
  readonly callback?: RequestedByCode;
  /** The person does not want to be called. */
  readonly optedOut?: { readonly reason?: string };
  /** A call with this workflow ID has ended before, as the person's ledger reports. */
  readonly calledBefore?: EarlierCall;
}

export interface SkippedStep {
  readonly step: string;
  readonly why: string;
}
