import type { Attempt, AttemptPlan } from './attempt';
import type { OutboundCallRequest } from './call';
import type { CallControl, CallFacts } from './call-facts';
import type { CallSettings } from './settings';

/**
 * All that a call knows: plain data. Decisions are made from it, activities receive what they need of it, and a long call gives it
 * whole to its next run.
 */
export interface CallState extends Omit<CallFacts, 'request' | 'attempts' | 'control'> {
  /** As the first decision has checked it, with the policy in force; absent until then. */
  readonly request?: OutboundCallRequest;
  readonly attempts: readonly Attempt[];
  readonly control: Omit<CallControl, 'cancelled'>;
  /** Since when an earlier run may have used this call's tokens, milliseconds since the epoch. */
  readonly tokensSince: number;
  /** This run, or one that went on in it, began by a reset or a workflow retry: another may have used this call's tokens. */
  readonly isRerun: boolean;
  /** The last attempt that was given up without knowing its contact, while it may still be found, and how often it was searched for. */
  readonly lost?: { readonly plan: AttemptPlan; readonly searches: number };
  /** Numbers (E.164) whose ledgers know of this call. */
  readonly registered: readonly string[];
  readonly warnings: readonly string[];
  /** Absent before they are read, and when they have to be read anew. */
  readonly settings?: CallSettings;
}
