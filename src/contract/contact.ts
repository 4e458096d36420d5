import type { AttemptPlan, Dialing } from '../domain/call/attempt';
import type { Decided, DecisionBasis } from './decide';

export interface AwaitContactInput {
  readonly contactId: string;
  /** When it was dialed, ISO 8601. */
  readonly since: string;
  /** How long each renewal holds the contact's line. */
  readonly lineHeldForMs: number;
  /** The attempt that the contact must belong to and that ends with it. */
  readonly closes: {
    readonly plan: AttemptPlan;
    readonly dialing: Dialing;
    readonly stoppedByUs: boolean;
  };
  readonly basis: DecisionBasis;
  /** The call's own task queue, on which its ledgers run. */
  readonly taskQueue: string;
}

export type AwaitContactResult =
  | { readonly result: 'ended'; readonly decided: Decided }
  /** Amazon Connect does not know the contact. */
  | { readonly result: 'lost'; readonly why: string };

export interface FindContactInput {
  readonly instanceId: string;
  /** The attempt whose dial's answer was lost. */
  readonly attemptId: string;
  /** When it was dialed, ISO 8601. */
  readonly since: string;
  /** For the search after the quiet period: when the attempt was given up, ISO 8601. Nothing was sent for it later. */
  readonly givenUpAt?: string;
}

export interface FindContactResult {
  /** Undefined when Amazon Connect finds none: it does not exist, or can't be found yet. */
  readonly contactId?: string;
  /**
   * The attempt has no contact: the same search found a contact that was made and had ended after the attempt was given up. So the
   * attribute is searchable, and the index is newer than the attempt. Set only with `givenUpAt`.
   */
  readonly neverRang?: true;
}

export interface HangUpInput {
  readonly instanceId: string;
  readonly contactId: string;
}
