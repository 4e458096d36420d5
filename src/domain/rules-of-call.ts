import type { CallState } from './call-state';
import { days } from './duration';
import type { Almanac } from './hours/almanac';
import { placeOfCallee } from './places/place-of';
import { applyRules, type AppliedRules } from './rules/apply-rules';

/** What the rules of the policy mean for this person, wherever they may be. */
export function rulesOf(call: CallState, almanac: Almanac): AppliedRules {
  const { policy } = call.request;
  return applyRules(policy.rules, placeOfCallee(call.request), almanac, yearsOf(call));
}

/** Every year in which the call may be alive, by any clock on earth. */
export function yearsOf({ startedAt, request }: Pick<CallState, 'startedAt' | 'request'>): number[] {
  const first = new Date(startedAt - 2 * days).getUTCFullYear();
  const last = new Date(startedAt + request.policy.limits.deadline + 2 * days).getUTCFullYear();
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
