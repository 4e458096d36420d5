import type { Correction } from './after-call';
import type { Attempt, AttemptPlan } from './attempt';
import type { OutboundCallRequest } from './call';
import type { CallControl, CallFacts } from './call-facts';
import type { Conclusion } from './conclusion';
import type { CallSettings } from './settings';

/**
 * The whole state of a call, as plain data. Decisions are made from it, activities receive the parts they need, and a long call
 * passes it to its next run.
 */
export interface CallState extends Omit<CallFacts, 'request' | 'attempts' | 'control'> {
  /** As checked by the first decision, with the current policy; absent until then. */
  readonly request?: OutboundCallRequest;
  readonly attempts: readonly Attempt[];
  readonly control: Omit<CallControl, 'cancelled' | 'concluded'>;
  /** Code has concluded the call, and wants it to hang up. */
  readonly conclusion?: Conclusion & { readonly hangUp?: boolean };
  /** An earlier run may have used this call's tokens since this instant, milliseconds since the epoch. */
  readonly tokensSince: number;
  /** This run, or a run that it continues, began with a reset or a workflow retry. Another run may have used this call's tokens. */
  readonly isRerun: boolean;
  /** The last lost attempt while its contact may still be found, and the number of searches so far. */
  readonly lost?: { readonly plan: AttemptPlan; readonly searches: number };
  /** What code said about attempts, also about the one under way. */
  readonly corrections: readonly Correction[];
  /** Numbers (E.164) whose ledgers this call is registered in. */
  readonly registered: readonly string[];
  readonly warnings: readonly string[];
  /** Absent before they are read, and when they must be read again. */
  readonly settings?: CallSettings;
}
