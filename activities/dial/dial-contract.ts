import type { AttemptPlan, CallIdentity } from '../../src/domain/call/attempt';
import type { Obstacle } from '../../src/domain/decide/blocked';
import type { ContactCheck } from '../../src/domain/ledger/check';
import type { Decision } from '../../src/domain/decide/decision';
import type { DecisionBasis } from '../decide/decider';

export interface DialInput {
  readonly call: CallIdentity;
  /** The call's own, where its ledgers and holds are; the dial's may be the queue of an instance. */
  readonly taskQueue: string;
  readonly plan: AttemptPlan;
  /** Instant (ISO 8601) after which nothing is sent: the window's end or the deadline. */
  readonly notAfter: string;
  /** `never`: a lost answer is not asked for again. */
  readonly resend: 'same-token' | 'never';
  /** How long after the first send a lost answer may be asked for again, milliseconds. */
  readonly resendWindow: number;
  /** When this attempt was first sent, where an earlier dial could not learn what became of it; ISO 8601. */
  readonly firstSentAt?: string;
  /** How long the contact holds its line of the instance unless its follower keeps it, milliseconds. @default half an hour */
  readonly lineHeldFor?: number;
  /** Attempts are counted across calls. @default they are not */
  readonly ledger?: DialLedger;
  /** What tells whether an earlier run may have used this attempt's token already. */
  readonly run: RunFacts;
  /** What to recompute the decision from before the first send. @default the decision is fresh, and is not recomputed */
  readonly confirm?: DecisionBasis;
}

/**
 * - `started`: Amazon Connect has a contact for this attempt. The phone rings once, however often this is said.
 * - `not-sent`: no phone rang and no attempt is used up.
 * - `redecided`: no phone rang, since the decision no longer held; here is the newer one.
 * - `maybe-sent`: the answer was lost: the phone may have rung. Only the same token may be sent again, and only in time.
 */
export type DialResult =
  | {
      readonly result: 'started';
      readonly contactId: string;
      readonly sentAt: string;
      /** See {@link Dialing.contactNumber}; where a ledger counts. */
      readonly contactNumber?: number;
    }
  | { readonly result: 'not-sent'; readonly obstacle: Obstacle }
  | { readonly result: 'redecided'; readonly decision: Decision }
  | {
      readonly result: 'maybe-sent';
      readonly why: string;
      readonly firstSentAt: string;
      /** Asked again, Amazon Connect refused: it would refuse as long as the window is open. */
      readonly isRefused?: true;
    };

/** What a dial has to ask the ledger of the person. */
export interface DialLedger {
  /** E.164: whose ledger counts the attempt. */
  readonly person: string;
  readonly subject?: string;
  readonly checks: readonly ContactCheck[];
  /** When nobody has said how the attempt ended, the ledger asks so long after its dial, milliseconds. */
  readonly askAfter: number;
}

/** What tells whether an earlier run of a call may have dialed an attempt. */
export interface RunFacts {
  /** Start of the call's first run, ISO 8601. */
  readonly startedAt: string;
  /** `workflowInfo().originalExecutionRunId`: differs from the run's own ID after a reset. */
  readonly originalRunId: string;
  /** This run, or one that went on in it (continue-as-new), began by a reset or a workflow retry. */
  readonly isRerun: boolean;
}

/** By this dial. */
export function notSentYet(
  { firstSentAt }: Pick<DialInput, 'firstSentAt'>,
  why: string,
  retryAfter: number,
): DialResult {
  return firstSentAt === undefined
    ? { result: 'not-sent', obstacle: { by: 'fault', why, retryAfter } }
    : { result: 'maybe-sent', why: `not sent again: ${why}`, firstSentAt };
}

/** The workflow's clock may be behind ours: it must not send the dial back again and again until it agrees; milliseconds. */
export const lateDelay = 15_000;
