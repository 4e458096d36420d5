import type { OutboundCallRequest } from '../call/call';
import { calleeOf } from '../call/callee';
import type { Almanac } from '../hours/almanac';
import { longestDuration } from '../policy/duration';
import { nextDialWindow } from '../hours/dial-window';
import type { Hours } from '../hours/hours';
import type { RequestProblem } from '../call/parse-request';
import { permittedHours } from './permitted-hours';

/**
 * Refuse hours that have no common window within a year, such as those of an office on another continent and of a rule. A call
 * under them would wait for ever.
 *
 * @param now milliseconds since the epoch
 */
export function neverOpens(
  request: OutboundCallRequest,
  now: number,
  almanac: Almanac,
): RequestProblem | undefined {
  const call = { request, startedAt: now };
  const { all, named, closesIn } = permittedHours(call, calleeOf(call, almanac), almanac);
  if (nextDialWindow(all, { from: now, until: now + longestDuration, closesIn })) return undefined;
  return {
    path: request.policy.callingHours ? 'policy.callingHours' : 'policy.rules',
    message: `never opens: in the next year there is no time when all of these are open with ${closesIn / 1000} seconds to spare: ${listOf(named)}. Widen one of them, or override the rule with a reason`,
  };
}

function listOf(hours: readonly Hours[]): string {
  const names = [...new Set(hours.map(({ name, zone }) => `${name} (${zone})`))];
  return [
    ...names.slice(0, mostNamed),
    ...(names.length > mostNamed ? [`${names.length - mostNamed} more`] : []),
  ].join(', ');
}

const mostNamed = 12;
