import type { CallState } from './call-state';
import type { Almanac } from './hours/almanac';
import type { CallingHours } from './hours/calling-hours';
import { atAnyTime, type Hours } from './hours/hours';
import { placeOfCallee } from './places/place-of';
import { rulesOf, yearsOf } from './rules-of-call';

/** The hours in which a person may be dialed, as far as they are known without asking anyone. */
export interface PermittedHours {
  /** All of them must be open at once. */
  readonly all: readonly Hours[];
  /** The same, each by the name of whoever set them: there may be a hundred, too many to search for a window with. */
  readonly named: readonly Hours[];
}

export function permittedHours(call: CallState, almanac: Almanac): PermittedHours {
  const own = ownHours(call, almanac);
  const rules = rulesOf(call, almanac);
  return { all: [...own, ...rules.together], named: [...own, ...rules.hours] };
}

function ownHours(call: CallState, almanac: Almanac): Hours[] {
  const { callingHours } = call.request.policy;
  if (!callingHours) return [];
  const holidays = callingHours.holidays.flatMap((calendar) =>
    yearsOf(call).flatMap((year) => almanac.holidays(calendar, year)),
  );
  return policyHours({ ...callingHours, closedOn: [...callingHours.closedOn, ...holidays] }, zonesOf(call));
}

/** In several zones where the person may be in several: it has to be allowed in each. */
function policyHours({ timeZone, weekly, closedOn }: CallingHours, recipient: readonly string[]): Hours[] {
  const dates = Object.fromEntries(closedOn.map((date) => [date, []]));
  const zones = timeZone === 'recipient' ? recipient : [timeZone];
  return zones.map((zone) => ({ name: 'policy', zone, weekly: weekly ?? atAnyTime, dates }));
}

/** The zones in which the person may be. */
export function zonesOf({ request }: Pick<CallState, 'request'>): readonly string[] {
  const { zones } = placeOfCallee(request);
  // Hours on the recipient's clock are refused where that is not known; a call may have got another policy since.
  return zones.length > 0 ? zones : ['UTC'];
}

/** The zone whose clock people are shown: the person's, as far as it is one, or that of the policy's hours. */
export function zoneShown({ request }: CallState): string | undefined {
  const { zones } = placeOfCallee(request);
  const { timeZone } = request.policy.callingHours ?? {};
  return zones.length === 1 || timeZone === undefined || timeZone === 'recipient' ? zones[0] : timeZone;
}
