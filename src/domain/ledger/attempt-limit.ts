import type { Disposition } from '../call/disposition';
import type { RestAfter } from './counted-attempt';

/** A limit of a policy or rule on how often a person may be called. */
export type AttemptLimit =
  /** At most `most` attempts within a period. */
  | {
      readonly kind: 'count';
      /** Its name in reasons: `policy.limits.perDay`, `us-reg-f/calls-in-7-days`. */
      readonly name: string;
      readonly most: number;
      readonly within: Stretch;
      readonly per: 'person' | 'subject';
      /** Attempts with these dispositions do not count. @default all count */
      readonly ignores?: readonly Disposition[];
    }
  /** No attempt for some time after another. */
  | {
      readonly kind: 'rest';
      readonly name: string;
      readonly after: RestAfter;
      /** Several rolling lengths take turns, attempt by attempt, so that attempts come at different times of day. */
      readonly for: readonly [Stretch, ...Stretch[]];
      readonly per: 'person' | 'subject';
    };

/**
 * A period. `rolling`: milliseconds from the instant. `localDays`: calendar days in the callee's zone, including the day of the
 * attempt; with several possible zones, the one with the latest midnight counts.
 */
export type Stretch = { readonly rolling: number } | { readonly localDays: number };
