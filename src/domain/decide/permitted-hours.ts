import type { CallSoFar } from '../call/callback';
import { yearsOf, zonesOf, type Callee } from '../call/callee';
import type { Almanac } from '../hours/almanac';
import { defaultClosesIn, type CallingHours } from '../hours/calling-hours';
import { atAnyTime, type Hours } from '../hours/hours';

/** The hours in which a person may be dialed, without Amazon Connect's hours of operation. */
export interface PermittedHours {
  /** All of them must be open at once. */
  readonly all: readonly Hours[];
  /** The same hours under their own names, for reasons. There may be a hundred, too many for the search of a window. */
  readonly named: readonly Hours[];
  /** Nothing is dialed in the last milliseconds of a window, this many. */
  readonly closesIn: number;
}

export function permittedHours(call: CallSoFar, { place, rules }: Callee, almanac: Almanac): PermittedHours {
  const own = ownHours(call, zonesOf(place), almanac);
  return {
    all: [...own, ...rules.together],
    named: [...own, ...rules.hours],
    closesIn: call.request.policy.callingHours?.closesIn ?? defaultClosesIn,
  };
}

function ownHours(call: CallSoFar, recipient: readonly string[], almanac: Almanac): Hours[] {
  const { callingHours } = call.request.policy;
  if (!callingHours) return [];
  const holidays = callingHours.holidays.flatMap((calendar) =>
    yearsOf(call).flatMap((year) => almanac.holidays(calendar, year)),
  );
  return policyHours({ ...callingHours, closedOn: [...callingHours.closedOn, ...holidays] }, recipient);
}

/** One entry per zone in which the person may be: dialing must be permitted in each. */
function policyHours({ timeZone, weekly, closedOn }: CallingHours, recipient: readonly string[]): Hours[] {
  const dates = Object.fromEntries(closedOn.map((date) => [date, []]));
  const zones = timeZone === 'recipient' ? recipient : [timeZone];
  return zones.map((zone) => ({ name: 'policy', zone, weekly: weekly ?? atAnyTime, dates }));
}
