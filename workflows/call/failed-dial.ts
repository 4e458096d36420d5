import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import { FailureType } from '../../src/contract/failure-type';
import type { AttemptPlan } from '../../src/domain/call/attempt';
import { fixDelayMs } from '../../src/domain/decide/blocked';
import { saysNotSent } from '../../src/domain/says-not-sent';
import type { Dialed, Lost } from './dialed';

/**
 * What a failed dial activity shows: whether a phone may have rung, and if not, why nothing was sent.
 *
 * @param sentSince nothing was sent before it, ISO 8601
 */
export function failedDial(
  error: unknown,
  plan: AttemptPlan,
  sentSince: string,
  isResend: boolean,
): Dialed | Lost {
  if (isCancellation(error)) return { result: 'cancelled' };
  if (!(error instanceof ActivityFailure)) throw error;
  const { cause } = error;
  if (!isResend && cause instanceof TimeoutFailure && cause.timeoutType === 'SCHEDULE_TO_START') {
    const why = 'no worker picked up the dial before its queue timeout';
    return { result: 'not-sent', obstacle: { by: 'no-worker', why, retryAfterMs: 0 } };
  }
  if (!isResend && cause instanceof ApplicationFailure && wasNotSent(cause)) return notSent(cause, plan);
  return { result: 'maybe-sent', why: whyLost(error), firstSentAt: sentSince };
}

function whyLost({ cause, message }: ActivityFailure): string {
  if (!(cause instanceof TimeoutFailure)) return cause?.message ?? message;
  return cause.timeoutType === 'SCHEDULE_TO_START'
    ? 'no worker sent the token again within policy.resendWindow after an answer was lost'
    : 'the worker that was dialing died or hung';
}

/** The activity ID of a dial that Temporal timed out. */
export function timedOutDial(error: unknown): string | undefined {
  return error instanceof ActivityFailure && error.cause instanceof TimeoutFailure
    ? error.activityId
    : undefined;
}

function wasNotSent(failure: ApplicationFailure): boolean {
  // A worker that has no such activity, or can't read its input, sends nothing.
  return (
    failure.type === 'NotFoundError' || failure.type === FailureType.UnreadablePayload || saysNotSent(failure)
  );
}

function notSent(failure: ApplicationFailure, plan: AttemptPlan): Dialed {
  switch (failure.type) {
    case FailureType.InvalidRequest:
    case FailureType.InvalidParameter:
    case FailureType.Refused:
      if (plan.ringTimeoutInSeconds === undefined || plan.trafficType === 'CAMPAIGN') throw failure;
      return { result: 'ring-timeout-refused', why: failure.message };
    case FailureType.ResourceNotFound:
    case FailureType.PolicyNotAllowed:
      return { result: 'no-such-resource', failure };
    case FailureType.DestinationNotAllowed:
    case FailureType.OutboundContactNotPermitted:
    case FailureType.DestinationGuarded:
      return { result: 'refused', why: failure.message };
    default:
      if (failure.nonRetryable && failure.type !== 'NotFoundError') throw failure;
      return {
        result: 'not-sent',
        obstacle: { by: 'fault', why: failure.message, retryAfterMs: fixDelayMs },
      };
  }
}
