import type { AttemptPlan, Dialing } from '../domain/call/attempt';
import type { Decided, DecisionBasis } from './decide';

export interface AwaitContactInput {
  readonly contactId: string;
  /** When it was dialed, ISO 8601. */
  readonly since: string;
  /** How long each renewal holds the contact's line, milliseconds. */
  readonly lineHeldFor: number;
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
}

export interface FindContactResult {
  /** Undefined when Amazon Connect finds none: it does not exist, or can't be found yet. */
  readonly contactId?: string;
}

export interface HangUpInput {
  readonly instanceId: string;
  readonly contactId: string;
}
