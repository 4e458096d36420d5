import { activityInfo, sleep } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import { ConnectError, FailureType, type StartOutboundVoiceContactRequest } from '../../src/connect';
import { toFailure } from '../../src/connect/connect-error';
import type { AttemptPlan } from '../../src/domain/call/attempt';
import { isOver } from '../../src/domain/instant';
import { systemClock, type ActivityDependencies } from '../dependencies';
import { lateDelay, notSentYet, type DialInput, type DialResult } from './dial-contract';
import { mayBeForgotten, mayHaveBeenMade } from './earlier-runs';
import { jittered } from './jittered';

/** Send the request, again while its answer is lost and there is time. */
export async function send(
  { connect, clock = systemClock }: ActivityDependencies,
  input: DialInput,
  request: StartOutboundVoiceContactRequest,
  /** When this activity began, milliseconds since the epoch: a wait for a line is part of its time. */
  began: number,
): Promise<DialResult> {
  let firstSentAt = input.firstSentAt;
  const maybeSent = (why: string, sentAt: string): DialResult => ({
    result: 'maybe-sent',
    why,
    firstSentAt: sentAt,
  });

  if (input.resend === 'never' && firstSentAt === undefined && (await mayHaveBeenMade(input))) {
    return maybeSent(
      'an earlier run of this call dialed it, and the policy says never to send again',
      input.run.startedAt,
    );
  }
  const { startToCloseTimeoutMs } = activityInfo();
  const firstSend = Date.now();
  for (let pause = firstPause; ; pause *= 2) {
    const now = await clock();
    const tooLate = whyNotNow(input, now) ?? whyGivenUp(began, startToCloseTimeoutMs);
    if (tooLate) return notSentYet({ firstSentAt }, tooLate, lateDelay);
    if (mayBeForgotten(input, now)) {
      return maybeSent(
        'this run began after a reset or retry, too late to trust that Amazon Connect still knows the token of an attempt that may have been made',
        firstSentAt ?? input.run.startedAt,
      );
    }
    if (firstSentAt !== undefined && isOver(Date.parse(firstSentAt) + input.resendWindow, now)) {
      return maybeSent('the answer was lost, and the time to ask again is over', firstSentAt);
    }

    try {
      const { contactId } = await connect.startOutboundVoiceContact(request);
      return { result: 'started', contactId, sentAt: new Date(now).toISOString() };
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      if (error.mayHaveTakenEffect) firstSentAt ??= new Date(now).toISOString();
      // Once a send may have arrived, no later refusal proves that it did not.
      if (firstSentAt === undefined) return notSentOrFailure(error, input.plan);
      if (!error.mayHaveTakenEffect && !isPassing(error.type)) {
        const why = `the answer was lost, and asked again: ${error.message}`;
        return { result: 'maybe-sent', why, firstSentAt, isRefused: true };
      }
      const isLong = Date.now() - firstSend > resendingTime;
      if (input.resend === 'never' || isLong || !(await hasSlept(pause))) {
        return maybeSent(error.message, firstSentAt);
      }
    }
  }
}

/**
 * Can it pass while a lost answer is asked for? Quotas have room again within seconds, and credentials that have expired are
 * renewed. Everything else says something of the request, which stays as it is.
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

/** @returns false when the worker shuts down: what is known must be told, and another worker can ask again */
async function hasSlept(milliseconds: number): Promise<boolean> {
  try {
    await sleep(milliseconds);
    return true;
  } catch (error) {
    if (error instanceof CancelledFailure) return false;
    throw error;
  }
}

/** Milliseconds. With a last send of 5 s (the request timeout) it stays below the activity's own 30 s. */
const resendingTime = 10_000;
const firstPause = 300;

/** Amazon Connect's quota is a token bucket of 2 a second by default: a second later there is room again. */
const throttleDelay = 1_000;
/** Limits of the instance (concurrent calls) free up as slowly as people talk. */
const limitDelay = 15_000;
/** Has to be fixed first. */
const fixDelay = 30_000;

function whyNotNow({ notAfter }: DialInput, now: number): string | undefined {
  return isOver(Date.parse(notAfter), now) ? `too late: the dial was allowed until ${notAfter}` : undefined;
}

/** What comes after Temporal has given this activity up would be done twice: a send takes up to 5 s. */
export function whyGivenUp(began: number, startToCloseTimeout: number): string | undefined {
  return Date.now() - began > startToCloseTimeout - Math.min(5_000, startToCloseTimeout / 2)
    ? 'too late: the worker took longer than a dial may take'
    : undefined;
}

function notSentOrFailure(error: ConnectError, plan: AttemptPlan): DialResult {
  switch (error.type) {
    case FailureType.Throttled:
      return fault(error.message, throttleDelay);
    case FailureType.LimitExceeded:
      return fault(error.message, limitDelay);
    case FailureType.ResourceNotFound:
      throw toFailure(error, { message: `${error.message} (${whereToLook(plan)})` });
    default:
      throw toFailure(error, { retryAfter: fixDelay });
  }
}

function fault(why: string, retryAfter: number): DialResult {
  return { result: 'not-sent', obstacle: { by: 'fault', why, retryAfter: jittered(retryAfter) } };
}

function whereToLook({ step, instanceId, contactFlowId, queueId, sourcePhoneNumber }: AttemptPlan): string {
  const from = [queueId && `queue ${queueId}`, sourcePhoneNumber && `number ${sourcePhoneNumber}`];
  const parts = [...from, `flow ${contactFlowId}`].filter(Boolean).join(', ');
  return `step "${step}": ${parts}, in instance ${instanceId}. Check them in the policy, or run: outbound doctor`;
}
