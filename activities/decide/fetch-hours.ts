import { ConnectError, FailureType, type Connect, type EffectiveHoursRequest } from '../../src/connect';
import { isRetryable, toFailure } from '../../src/connect/connect-error';
import type { HoursLookUp } from '../../src/domain/decide/decision';
import { days } from '../../src/domain/policy/duration';
import type { EffectiveHours } from '../../src/domain/hours/known-hours';
import { longestAhead } from '../../src/domain/hours/operating-hours';
import { dateAfter } from '../../src/domain/iso';
import { systemClock, type ActivityDependencies } from '../dependencies';
import { SharedAnswers } from '../shared-answers';

export type FetchHoursInput = HoursLookUp;

export interface FetchHoursResult {
  readonly hours: EffectiveHours;
  /** How old the answer was, milliseconds: it may have been given to another call. */
  readonly age: number;
}

/**
 * When the hours of operation of an instance are open, overrides applied. A worker asks once for all its calls: an answer is good
 * for others until it is half as old as they take.
 *
 * @throws ApplicationFailure with a {@link FailureType}; not retryable where there are no such hours
 */
export function createFetchHours({ connect, clock = systemClock }: ActivityDependencies) {
  const answers = new SharedAnswers<EffectiveHours>();

  return async function fetchHours({ maxAge, ...asked }: FetchHoursInput): Promise<FetchHoursResult> {
    const key = [asked.instanceId, asked.hoursOfOperationId, asked.from].join(' ');
    try {
      const { value, age } = await answers.get(key, { now: await clock(), maxAge: maxAge / 2 }, () =>
        ask(connect, asked),
      );
      return { hours: upTo(value, asked.until), age };
    } catch (error) {
      throw error instanceof ConnectError ? failureOf(error, asked) : error;
    }
  };
}

/**
 * As far as any call looks ahead, so that one answer is good for all. A range that is refused may be too long, since the service's
 * limit is not documented: what a week does not tell stays unknown.
 */
async function ask(connect: Connect, asked: EffectiveHoursRequest): Promise<EffectiveHours> {
  try {
    return await connect.effectiveHours({ ...asked, until: dateAfter(asked.from, longestAhead / days + 2) });
  } catch (error) {
    if (!(error instanceof ConnectError) || !refusals.has(error.type)) throw error;
    return connect.effectiveHours({ ...asked, until: dateAfter(asked.from, 6) });
  }
}

const refusals: ReadonlySet<FailureType> = new Set([
  FailureType.InvalidParameter,
  FailureType.InvalidRequest,
]);

/** What was told to a call that runs longer is not kept in the history of one that ends sooner. */
function upTo(hours: EffectiveHours, until: string): EffectiveHours {
  if (hours.until <= until) return hours;
  const dates = Object.fromEntries(Object.entries(hours.dates).filter(([date]) => date <= until));
  return { ...hours, dates, until };
}

function failureOf(error: ConnectError, { hoursOfOperationId, instanceId }: EffectiveHoursRequest) {
  const benign = error.type === FailureType.Throttled;
  if (isRetryable(error.type)) return toFailure(error, { benign });
  return toFailure(error, {
    message: `Amazon Connect does not give the hours of operation ${hoursOfOperationId} of instance ${instanceId} (${error.message}). Check policy.callingHours.hoursOfOperationId, or run: outbound doctor`,
  });
}
