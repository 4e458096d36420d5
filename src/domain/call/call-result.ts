import type { Attempt } from './attempt';
import type { SkippedStep } from './call-facts';
import type { Conclusion } from './conclusion';
import type { Reason } from '../decide/decision';
import type { Outcome } from './outcome';

/** What the workflow `outboundCall` returns. */
export interface CallResult {
  readonly outcome: Outcome;
  readonly attempts: readonly Attempt[];
  /** Only of the outcome `concluded`. */
  readonly conclusion?: Conclusion;
  /** Why the call ended as it did. */
  readonly reasons: readonly Reason[];
  /** True when the end of an attempt was never seen: the phone may be ringing or the person talking, although the call is over. */
  readonly phoneMayBeRinging: boolean;
  /** Steps that could not be dialed because their queue, number or flow does not exist. */
  readonly skippedSteps: readonly SkippedStep[];
  readonly warnings: readonly string[];
}
