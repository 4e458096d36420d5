import type { AttemptPlan, CallIdentity } from '../domain/call/attempt';
import type { Contact } from '../domain/call/contact';
import type { Obstacle, PolledBlock } from '../domain/decide/blocked';
import type { LimitCheck } from '../domain/ledger/check';
import type { Decision } from '../domain/decide/decision';
import type { DecisionBasis } from './decide';

export interface DialInput {
  readonly call: CallIdentity;
  /** The call's own, where its ledgers and holds are; the dial's may be the queue of an instance. */
  readonly taskQueue: string;
  readonly plan: AttemptPlan;
  /** Nothing is sent after this instant (ISO 8601): the end of the window, of the call or of a callback's time. */
  readonly notAfter: string;
  /** `never`: after a lost answer nothing is sent again. */
  readonly resend: 'same-token' | 'never';
  /** How long after the first send the same token may be sent again. */
  readonly resendWindowMs: number;
  /** When this attempt was first sent, ISO 8601; only when an earlier dial lost its answer. */
  readonly firstSentAt?: string;
  /** How long the attempt holds its line unless the line is renewed. @default half an hour */
  readonly lineHeldForMs?: number;
  /** Counts the attempt across calls. @default it is not counted */
  readonly ledger?: DialLedger;
  /** Used to detect whether an earlier run may have used this attempt's token. */
  readonly run: RunFacts;
  /** What to recompute the decision from before the first send. @default the decision is fresh and is not recomputed */
  readonly confirm?: DecisionBasis;
  /** Another step remains, so a caller ID that is known to be blocked is not dialed from. @default the attempt is made in any case */
  readonly hasOtherStep?: true;
  /** The contact of the last attempt, to be read once more before this one is sent. @default it is not read */
  readonly rereads?: string;
}

/**
 * - `started`: Amazon Connect has a contact for this attempt. The phone rings once, however often this is returned.
 * - `not-sent`: no phone rang, and the attempt is not used up.
 * - `redecided`: no phone rang, because the decision no longer held; the newer decision is returned.
 * - `corrected`: no phone rang, because the last attempt's contact now says that the person was reached, has refused or asks for a callback.
 * - `maybe-sent`: the answer was lost, and the phone may have rung. Only the same token may be sent again, and only in time.
 */
export type DialResult =
  | {
      readonly result: 'started';
      readonly contactId: string;
      readonly sentAt: string;
      /** See {@link Dialing.sequence}; only with a ledger. */
      readonly sequence?: number;
    }
  /** `hasReread`: the last contact was read once more, and says nothing new. */
  | { readonly result: 'not-sent'; readonly obstacle: Obstacle; readonly hasReread?: true }
  | { readonly result: 'redecided'; readonly decision: Decision }
  | { readonly result: 'corrected'; readonly contact: Contact }
  | {
      readonly result: 'maybe-sent';
      readonly why: string;
      readonly firstSentAt: string;
      /** A re-send was refused, and would be refused for the rest of the window. */
      readonly isRefused?: true;
    };

/** What a dial requests from the person's ledger. */
export interface DialLedger {
  /** E.164: the person whose ledger counts the attempt. */
  readonly person: string;
  readonly subject?: string;
  readonly checks: readonly LimitCheck[];
  /** Wait only for quiet periods of the number to dial. @default for all of the person's */
  readonly quietPeriodAppliesTo?: 'number';
  /** How long after the dial the ledger looks up an attempt whose end was not recorded, milliseconds. */
  readonly lookUpAfterMs: number;
}

/** Facts that show whether an earlier run of a call may have dialed an attempt. */
export interface RunFacts {
  /** Start of the call's first run, ISO 8601. */
  readonly startedAt: string;
  /** `workflowInfo().originalExecutionRunId`: differs from the run's own ID after a reset. */
  readonly originalRunId: string;
  /** This run, or a run that it continues (continue-as-new), began with a reset or a workflow retry. */
  readonly isRerun: boolean;
}

export interface AwaitUnblockedInput {
  readonly call: CallIdentity;
  /** E.164: the person whose ledger knows about the other call. */
  readonly person: string;
  readonly block: PolledBlock;
}
