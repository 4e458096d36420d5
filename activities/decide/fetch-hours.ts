import { ConnectError, FailureType, type Connect, type EffectiveHoursRequest } from '../../src/connect';
import { isRetryable, toFailure } from '../../src/connect/connect-error';
import { days } from '../../src/domain/policy/duration';
import type { EffectiveHours } from '../../src/domain/hours/known-hours';
import { longestAhead } from '../../src/domain/decide/operating-hours';
import { dateAfter } from '../../src/domain/iso';
import { systemClock, type ActivityDependencies } from '../dependencies';
import { SharedAnswers } from '../memory/shared-answers';
import type { FetchHoursInput, FetchHoursResult } from '../../src/contract/decide';

/**
 * Fetch an instance's hours of operation, overrides applied. The calls of a worker share an answer until it reaches half of the age
 * that they accept.
 *
 * @throws ApplicationFailure with a {@link FailureType}; not retryable when there are no such hours
 */
export function createFetchHours({ connect, clock = systemClock }: ActivityDependencies) {
  const answers = new SharedAnswers<EffectiveHours>();

  return async function fetchHours({ maxAge, ...request }: FetchHoursInput): Promise<FetchHoursResult> {
    const key = [request.instanceId, request.hoursOfOperationId, request.from].join(' ');
    try {
      const { value, age } = await answers.get(key, { now: await clock(), maxAge: maxAge / 2 }, () =>
        fetch(connect, request),
      );
      return { hours: upTo(value, request.until), ageMs: age };
    } catch (error) {
      throw error instanceof ConnectError ? failureOf(error, request) : error;
    }
  };
}

/**
 * Fetch as far as any call looks ahead, so that all calls can share the answer. The service's limit is not documented, so a refused
 * range may be too long: then fetch one week.
 */
async function fetch(connect: Connect, request: EffectiveHoursRequest): Promise<EffectiveHours> {
  try {
    return await connect.effectiveHours({
      ...request,
      until: dateAfter(request.from, longestAhead / days + 2),
    });
  } catch (error) {
    if (!(error instanceof ConnectError) || !refusals.has(error.type)) throw error;
    return connect.effectiveHours({ ...request, until: dateAfter(request.from, 6) });
  }
}

const refusals: ReadonlySet<FailureType> = new Set([
  FailureType.InvalidParameter,
  FailureType.InvalidRequest,
]);

/** A call that ends sooner does not store the dates of a call that runs longer in its history. */
function upTo(hours: EffectiveHours, until: string): EffectiveHours {
  if (hours.until <= until) return hours;
  const dates = Object.fromEntries(Object.entries(hours.dates).filter(([date]) => date <= until));
  return { ...hours, dates, until };
}

function failureOf(error: ConnectError, { hoursOfOperationId, instanceId }: EffectiveHoursRequest) {
  const benign = error.type === FailureType.Throttled;
  if (isRetryable(error.type)) return toFailure(error, { benign });
  return toFailure(error, {
    message: `Amazon Connect did not return the hours of operation ${hoursOfOperationId} of instance ${instanceId} (${error.message}). Check policy.callingHours.hoursOfOperationId, or run: outbound doctor`,
  });
}
