import { lastDialOf, type CallSoFar } from './callback';
import type { CallFacts } from './call-facts';
import { days } from '../policy/duration';
import type { Almanac } from '../hours/almanac';
import type { Place } from '../places/place';
import { placeOfCallee } from '../places/place-of';
import { applyRules, type AppliedRules } from '../rules/apply-rules';

/** Where the person may be, and what the policy's rules mean there. */
export interface Callee {
  readonly place: Place;
  readonly rules: AppliedRules;
}

export function calleeOf(call: CallSoFar, almanac: Almanac, place = placeOfCallee(call.request)): Callee {
  return { place, rules: applyRules(call.request.policy.rules, place, almanac, yearsOf(call)) };
}

/** Every year in which the call may run, in any time zone. */
export function yearsOf(call: CallSoFar): number[] {
  const first = new Date(call.startedAt - 2 * days).getUTCFullYear();
  const last = new Date(lastDialOf(call) + 2 * days).getUTCFullYear();
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The zones in which the person may be. */
export function zonesOf({ zones }: Place): readonly string[] {
  // Such hours are refused without a zone, but the policy may have changed since.
  return zones.length > 0 ? zones : ['UTC'];
}

/** The zone for local times in reasons: the person's if there is only one, else that of the policy's hours. */
export function zoneShown({ policy }: CallFacts['request'], { zones }: Place): string | undefined {
  const { timeZone } = policy.callingHours ?? {};
  return zones.length === 1 || timeZone === undefined || timeZone === 'recipient' ? zones[0] : timeZone;
}
