import type { Attempt, CallIdentity, EndedAttempt } from '../domain/call/attempt';
import type { OutboundCallRequest } from '../domain/call/call';
import type { CallFacts } from '../domain/call/call-facts';
import type { CallSettings } from '../domain/call/settings';
import type { Blocked } from '../domain/decide/blocked';
import type { Decision, HoursLookUp } from '../domain/decide/decision';
import type { SearchTime } from '../domain/decide/quiet-period';
import type { EffectiveHours } from '../domain/hours/known-hours';

/** What an activity decides from, as passed by the workflow. */
export interface DecisionBasis {
  readonly call: CallIdentity;
  /** As given by the user, or as returned by an earlier decision. */
  readonly request: unknown;
  readonly facts: Omit<CallFacts, 'request'>;
  /** Numbers (E.164) whose ledgers the call is registered in; absent when attempts are not counted across calls. */
  readonly registered?: readonly string[];
}

/** A decision, and what to keep with it. */
export interface Decided {
  readonly decision: Decision;
  /** The instant that the decision was made for, milliseconds since the epoch. */
  readonly now: number;
  /** The records of attempts that have ended. */
  readonly recorded: readonly Attempt[];
  /** How long to search for the last attempt's contact, if it is unknown. */
  readonly search?: SearchTime;
  /** Only when it has changed. */
  readonly registered?: readonly string[];
  /** Set when the person's ledger could not be reached. */
  readonly blocked?: Blocked;
  /** The person is on the do-not-call list. */
  readonly optedOut?: { readonly reason?: string };
}

export interface DecideInput extends DecisionBasis {
  /** The workflow's clock, milliseconds since the epoch. */
  readonly now: number;
  /** Attempts that ended since the last decision, and those recorded as `unknown` whose contacts were found later. */
  readonly ended: readonly EndedAttempt[];
  /** Recorded attempts that code has corrected since the last decision; `facts` has the corrections. */
  readonly corrected?: readonly Attempt[];
  /** The first decision of a call also checks the request. */
  readonly isFirst: boolean;
  /** Return the worker's settings too. */
  readonly wantsSettings: boolean;
}

export interface DecideResult extends Decided {
  /** Recorded once in a call's history, so that a worker of another version or configuration cannot change it. */
  readonly checked?: {
    /** With every default filled in. */
    readonly request: OutboundCallRequest;
    readonly warnings: readonly string[];
  };
  readonly settings?: CallSettings;
}

export interface CheckedRequest {
  /** Every default filled in. */
  readonly request: OutboundCallRequest;
  readonly warnings: readonly string[];
}

export type FetchHoursInput = HoursLookUp;

export interface FetchHoursResult {
  readonly hours: EffectiveHours;
  /** Age of the answer; it may have been fetched for another call. */
  readonly ageMs: number;
}
