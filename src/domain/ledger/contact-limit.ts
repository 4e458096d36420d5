import type { Disposition } from '../call/disposition';
import type { RestAfter } from './past-contact';

/** How often a person may be called: by a policy or by a rule. */
export type ContactLimit =
  /** So many attempts within a stretch of time. */
  | {
      readonly kind: 'count';
      /** As reasons and people name it: `policy.limits.perDay`, `us-reg-f/calls-in-7-days`. */
      readonly name: string;
      readonly most: number;
      readonly within: Stretch;
      readonly per: 'person' | 'subject';
      /** Attempts that ended so do not count. @default all count */
      readonly ignores?: readonly Disposition[];
    }
  /** None for so long after another. */
  | {
      readonly kind: 'rest';
      readonly name: string;
      readonly after: RestAfter;
      /** Several rolling lengths take turns, attempt by attempt, so that the next one comes at another time of day. */
      readonly for: readonly [Stretch, ...Stretch[]];
      readonly per: 'person' | 'subject';
    };

/**
 * Rolling: so many milliseconds from the instant. Local days: calendar days in the callee's zone, counted with the one it happened
 * on; in the zone that has the latest midnight, where the person may be in several.
 */
export type Stretch = { readonly rolling: number } | { readonly localDays: number };
