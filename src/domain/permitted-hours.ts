import type { CallState } from './call-state';
import { weekdays, type CallingHours } from './hours/calling-hours';
import type { Hours } from './hours/hours';

/** The hours in which this person may be dialed: all of them must be open at once. */
export function permittedHours(call: CallState): Hours[] {
  const { callingHours } = call.request.policy;
  return callingHours ? policyHours(callingHours, zonesOf(call)) : [];
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
export function zonesOf(call: CallState): readonly string[] {
  return [call.request.timeZone ?? 'UTC'];
}
