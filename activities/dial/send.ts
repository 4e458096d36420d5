import { activityInfo, sleep } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import { ConnectError, FailureType, type StartOutboundVoiceContactRequest } from '../../src/connect';
import { toFailure } from '../../src/connect/connect-error';
import type { AttemptPlan } from '../../src/domain/call/attempt';
import { fixDelayMs } from '../../src/domain/decide/blocked';
import { isOver } from '../../src/domain/instant';
import { systemClock, type ActivityDependencies } from '../dependencies';
import { mayBeForgotten, mayHaveBeenMade } from './earlier-runs';
import { jittered } from './jittered';
import { lateDelayMs, notSentYet } from './not-sent-yet';
import type { DialInput, DialResult } from '../../src/contract/dial';

/** Send the request. While its answer is lost and there is time, send it again. */
export async function send(
  { connect, clock = systemClock }: ActivityDependencies,
  input: DialInput,
  request: StartOutboundVoiceContactRequest,
  /** When this activity began, milliseconds since the epoch; the wait for a line counts. */
  began: number,
): Promise<DialResult> {
  let firstSentAt = input.firstSentAt;
  const maybeSent = (why: string, sentAt: string): DialResult => ({
    result: 'maybe-sent',
    why,
    firstSentAt: sentAt,
  });

  if (input.resend === 'never' && (firstSentAt !== undefined || (await mayHaveBeenMade(input)))) {
    return maybeSent(
      'an earlier run may have dialed this attempt, and the policy forbids sending it again (policy.resend)',
      firstSentAt ?? input.run.startedAt,
    );
  }
  const { startToCloseTimeoutMs } = activityInfo();
  const firstSend = Date.now();
  for (let pause = firstPauseMs; ; pause *= 2) {
    const now = await clock();
    const tooLate = whyNotNow(input, now) ?? whyGivenUp(began, startToCloseTimeoutMs);
    if (tooLate) return notSentYet({ firstSentAt }, tooLate, lateDelayMs);
    if (mayBeForgotten(input, now)) {
      return maybeSent(
        'this run began after a reset or retry, and an earlier run may have made this attempt too long ago for Amazon Connect to be trusted to still know its token',
        firstSentAt ?? input.run.startedAt,
      );
    }
    if (firstSentAt !== undefined && isOver(Date.parse(firstSentAt) + input.resendWindowMs, now)) {
      return maybeSent("Amazon Connect's answer was lost, and the re-send window is over", firstSentAt);
    }

    try {
      const { contactId } = await connect.startOutboundVoiceContact(request);
      return { result: 'started', contactId, sentAt: new Date(now).toISOString() };
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      if (error.mayHaveTakenEffect) firstSentAt ??= new Date(now).toISOString();
      // Once a send may have arrived, a later refusal does not prove that it did not.
      if (firstSentAt === undefined) return notSentOrFailure(error, input.plan);
      if (!error.mayHaveTakenEffect && !isPassing(error.type)) {
        const why = `Amazon Connect's answer was lost, and it refused the re-send, so the phone may have rung: ${error.message}`;
        return { result: 'maybe-sent', why, firstSentAt, isRefused: true };
      }
      const isLong = Date.now() - firstSend > resendingTimeMs;
      if (input.resend === 'never' || isLong || !(await hasSlept(pause))) {
        return maybeSent(error.message, firstSentAt);
      }
    }
  }
}

/**
 * Can the failure pass within the re-send window? Quotas have room again within seconds, and expired credentials are renewed. Other
 * failures are about the request, which does not change.
 */
function isPassing(type: FailureType): boolean {
  switch (type) {
    case FailureType.Throttled:
    case FailureType.LimitExceeded:
    case FailureType.Network:
    case FailureType.AccessDenied:
      return true;
    default:
      return false;
  }
}

/** @returns false when the worker shuts down: it must return its result, and another worker can re-send */
async function hasSlept(milliseconds: number): Promise<boolean> {
  try {
    await sleep(milliseconds);
    return true;
  } catch (error) {
    if (error instanceof CancelledFailure) return false;
    throw error;
  }
}

/** Milliseconds. With a last send of 5 s (the request timeout) it stays below the activity's 30 s. */
const resendingTimeMs = 10_000;
const firstPauseMs = 300;

/** Amazon Connect's quota is a token bucket of 2 a second by default: a second later there is room again. */
const throttleDelayMs = 1_000;
/** Limits of the instance (concurrent calls) free up only when conversations end. */
const limitDelayMs = 15_000;

function whyNotNow({ notAfter }: DialInput, now: number): string | undefined {
  return isOver(Date.parse(notAfter), now)
    ? `this dial had to be sent before ${notAfter}; the call decides again`
    : undefined;
}

/** Work after Temporal's time-out would be done twice, so the last send (up to 5 s) must start before it. */
export function whyGivenUp(began: number, startToCloseTimeout: number): string | undefined {
  return Date.now() - began > startToCloseTimeout - Math.min(5_000, startToCloseTimeout / 2)
    ? 'too late: the worker exceeded the time of a dial'
    : undefined;
}

function notSentOrFailure(error: ConnectError, plan: AttemptPlan): DialResult {
  switch (error.type) {
    case FailureType.Throttled:
      return fault(error.message, throttleDelayMs);
    case FailureType.LimitExceeded:
      return fault(error.message, limitDelayMs);
    case FailureType.ResourceNotFound:
      throw toFailure(error, { message: `${error.message} (${whereToLook(plan)})` });
    default:
      throw toFailure(error, { retryAfter: fixDelayMs });
  }
}

function fault(why: string, retryAfter: number): DialResult {
  return { result: 'not-sent', obstacle: { by: 'fault', why, retryAfterMs: jittered(retryAfter) } };
}

function whereToLook({ step, instanceId, contactFlowId, queueId, sourcePhoneNumber }: AttemptPlan): string {
  const from = [queueId && `queue ${queueId}`, sourcePhoneNumber && `number ${sourcePhoneNumber}`];
  const parts = [...from, `flow ${contactFlowId}`].filter(Boolean).join(', ');
  return `step "${step}": ${parts}, in instance ${instanceId}. Check them in the policy, or run: outbound doctor`;
}
