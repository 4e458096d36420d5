import type { Attempt, AttemptPlan } from './attempt';
import type { SkippedStep } from './call-facts';
import type { Conclusion } from './conclusion';
import type { Decision, Reason } from '../decide/decision';
import type { Outcome } from './outcome';
import type { Policy } from '../policy/policy';

/** What a call is doing now. */
export const CallPhase = {
  Deciding: 'deciding',
  Waiting: 'waiting',
  Paused: 'paused',
  /** The dial request is under way, or waits for its turn. */
  Dialing: 'dialing',
  /** Amazon Connect has a contact: the phone rings, or the person talks. */
  InProgress: 'in-progress',
  HangingUp: 'hanging-up',
  Finished: 'finished',
} as const;
export type CallPhase = (typeof CallPhase)[keyof typeof CallPhase];

/** Answer of the query `status`. Instants are ISO 8601. */
export interface CallStatus {
  readonly state: CallPhase;
  /** Attempts that have ended. */
  readonly attempts: readonly Attempt[];
  /** The attempt under way. */
  readonly current?: {
    readonly number: number;
    readonly step: string;
    readonly startedAt: string;
    readonly contactId?: string;
    /** The instant that was asked for, ISO 8601 in UTC; only of a callback. */
    readonly callbackFor?: string;
  };
  /** The next attempt, while the call waits for it. */
  readonly next?: { readonly at: string; readonly step: string; readonly reasons: readonly Reason[] };
  readonly outcome?: Outcome;
  /** Code has concluded the call; an attempt may still be under way. */
  readonly conclusion?: Conclusion;
  /** With every default filled in; absent until the first decision. */
  readonly policy?: Policy;
  readonly warnings: readonly string[];
  readonly skippedSteps: readonly SkippedStep[];
}

/** Answer of the query `explain`. */
export interface CallExplanation {
  /** What the call is doing, in one sentence. */
  readonly summary: string;
  /** The reasons, in plain words. */
  readonly reasons: readonly string[];
  readonly state: CallPhase;
  /** The decision being carried out; absent before the first one. */
  readonly decision?: ExplainedDecision;
  /** The reasons as data: which rule, which zone, until when. Each has its `text` too. */
  readonly reasonData: readonly Reason[];
}

/** A decision without its reasons, and without the person's data. */
export type ExplainedDecision =
  | (Pick<Extract<Decision, { do: 'dial' }>, 'do' | 'at' | 'localTime' | 'notAfter' | 'reviewAt'> & {
      readonly attempt: Pick<AttemptPlan, 'number' | 'step'>;
    })
  | Pick<Extract<Decision, { do: 'stay-paused' }>, 'do' | 'until' | 'localTime'>
  | Pick<Extract<Decision, { do: 'look-up' }>, 'do' | 'what' | 'hoursOfOperationId' | 'at' | 'localTime'>
  | Pick<Extract<Decision, { do: 'finish' }>, 'do' | 'outcome'>;
