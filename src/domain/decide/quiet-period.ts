import type { AttemptFacts } from '../call/attempt';
import { Disposition } from '../call/disposition';
import { iso } from '../iso';
import type { Policy } from '../policy/policy';
import { seconds } from '../time-units';

/** End of the quiet period after an attempt whose end was not seen, milliseconds since the epoch. */
export function quietUntil(policy: Policy, attempt: AttemptFacts): number {
  return Date.parse(attempt.endedAt) + longestRingMs + policy.quietPeriod;
}

/** How long to search for a contact. */
export interface SearchTime {
  /** ISO 8601. */
  readonly until: string;
  /** From the decision to `until`. */
  readonly leftMs: number;
}

/**
 * How long to search for the contact of the last attempt, if that attempt may have rung and its contact is unknown. Undefined when
 * there is nothing to search for.
 *
 * @param now milliseconds since the epoch
 */
export function searchTime(
  policy: Policy,
  attempts: readonly AttemptFacts[],
  now: number,
): SearchTime | undefined {
  const last = attempts.at(-1);
  if (last?.disposition !== Disposition.Unknown || !last.phoneMayBeRinging) return undefined;
  if (last.contactId !== undefined) return undefined;
  const until = quietUntil(policy, last);
  return until > now ? { until: iso(until), leftMs: until - now } : undefined;
}

/** Amazon Connect rings for 60 s at most (RingTimeoutInSeconds: 15 to 60, default 60). */
const longestRingMs = 60 * seconds;
