import type { CallState } from './call-state';
import { days } from './duration';
import { emptyAlmanac, type Almanac } from './hours/almanac';
import { weekdays, type CallingHours } from './hours/calling-hours';
import type { Hours } from './hours/hours';
import { placeOfCallee } from './places/place-of';

/** The hours in which this person may be dialed: all of them must be open at once. */
export function permittedHours(call: CallState, almanac: Almanac = emptyAlmanac): Hours[] {
  const { callingHours } = call.request.policy;
  if (!callingHours) return [];
  const closedOn = [...callingHours.closedOn, ...holidaysOf(call, callingHours, almanac)];
  return policyHours({ ...callingHours, closedOn }, zonesOf(call));
}

/** Of every year in which the call may be alive, by any clock on earth. */
function holidaysOf(
  { startedAt, request }: CallState,
  { holidays }: CallingHours,
  almanac: Almanac,
): string[] {
  const first = new Date(startedAt - 2 * days).getUTCFullYear();
  const last = new Date(startedAt + request.policy.limits.deadline + 2 * days).getUTCFullYear();
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return holidays.flatMap((calendar) => years.flatMap((year) => almanac.holidays(calendar, year)));
}

/** In several zones where the person may be in several: it has to be allowed in each. */
function policyHours({ timeZone, weekly, closedOn }: CallingHours, recipient: readonly string[]): Hours[] {
  const dates = Object.fromEntries(closedOn.map((date) => [date, []]));
  const zones = timeZone === 'recipient' ? recipient : [timeZone];
  return zones.map((zone) => ({ name: 'policy', zone, weekly: weekly ?? always, dates }));
}

const always = Object.fromEntries(
  weekdays.map((weekday) => [weekday, [['00:00', '24:00']]]),
) satisfies Hours['weekly'];

/** The zones in which the person may be. */
export function zonesOf({ request }: CallState): readonly string[] {
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
