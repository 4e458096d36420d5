import { activityInfo, sleep } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { ConnectError, FailureType, type StartOutboundVoiceContactRequest } from '../src/connect';
import { toFailure } from '../src/connect/connect-error';
import { attemptId, type AttemptPlan, type CallIdentity } from '../src/domain/attempt';
import type { Barred } from '../src/domain/contacts/barred';
import { saysNotSent } from '../src/domain/failure-details';
import { isOver } from '../src/domain/instant';
import { lineHeldFor } from '../src/domain/lines';
import type { AskHold } from './ask-hold';
import { systemClock, type ActivityDependencies } from './dependencies';
import { checkedRequest, refuseGuarded } from './dial-request';
import type { EngagedPeople } from './engaged-people';
import { mayBeForgotten, mayHaveBeenMade, type RunFacts } from './earlier-runs';
import { jittered } from './jittered';
import { onALine } from './on-a-line';
import { createAskPermission, type DialLedger } from './permission';
import { permissionToSend } from './permission-to-send';
import { watchStandstill } from './standstill';

export interface DialInput {
  readonly call: CallIdentity;
  readonly plan: AttemptPlan;
  /** Instant (ISO 8601) after which nothing is sent: the window's end or the deadline. */
  readonly notAfter: string;
  /** `never`: a lost answer is not asked for again. */
  readonly resend: 'same-token' | 'never';
  /** How long after the first send a lost answer may be asked for again, milliseconds. */
  readonly resendWindow: number;
  /** When this attempt was first sent, where an earlier dial could not learn what became of it; ISO 8601. */
  readonly firstSentAt?: string;
  /** How long the contact holds its line of the instance unless its follower says so again, milliseconds. @default half an hour */
  readonly lineHeldFor?: number;
  /** Contacts are counted across calls. @default they are not */
  readonly ledger?: DialLedger;
  /** What tells whether an earlier run may have used this attempt's token already. */
  readonly run: RunFacts;
}

/**
 * - `started`: Amazon Connect has a contact for this attempt. The phone rings once, however often this is said.
 * - `not-sent`: no phone rang and no attempt is used up; try again after `retryAfter` milliseconds.
 * - `maybe-sent`: the answer was lost: the phone may have rung. Only the same token may be sent again, and only in time.
 */
export type DialResult =
  | {
      readonly result: 'started';
      readonly contactId: string;
      readonly sentAt: string;
      /** See {@link Dialing.contactNumber}; where a ledger counts. */
      readonly contactNumber?: number;
    }
  | {
      readonly result: 'not-sent';
      readonly why: string;
      readonly retryAfter: number;
      /** Somebody said no: it is of no use to ask again soon. */
      readonly barred?: Barred;
    }
  | {
      readonly result: 'maybe-sent';
      readonly why: string;
      readonly firstSentAt: string;
      /** Asked again, Amazon Connect refused: it would refuse as long as the window is open. */
      readonly isRefused?: true;
    };

/**
 * Ring one phone, once: StartOutboundVoiceContact with the attempt's ClientToken.
 *
 * Where the answer is lost, the same token is sent again within seconds. It is idempotent: run by a workflow with one
 * attempt, or as a single activity with a retry policy of your own.
 *
 * @throws ApplicationFailure with a {@link FailureType} and details that say whether the phone could have rung (never, here)
 */
export function createDial(dependencies: ActivityDependencies, askHold: AskHold, engaged: EngagedPeople) {
  const { guard, linesOf, standstill = watchStandstill() } = dependencies;
  const askPermission = createAskPermission(dependencies, askHold, engaged);

  return async function dial(input: DialInput): Promise<DialResult> {
    const began = Date.now();
    const { call, plan, firstSentAt } = input;
    const request = checkedRequest(input);
    if (guard) refuseGuarded(guard, input);
    // Nothing is lost by it: what was not sent is decided afresh, and what may have been is asked about again.
    if (standstill.wasRecent()) {
      return notSentYet(
        input,
        'this worker stood still for a while, and its task may be an old one',
        standstillDelay,
      );
    }

    const sending = async () => {
      // The wait for a line may have taken long: by now another dial of this attempt may be under way.
      const { startToCloseTimeoutMs: time } = activityInfo();
      const tooLate = whyGivenUp(began, time);
      if (tooLate) return notSentYet(input, tooLate, lateDelay);
      const permission = await permissionToSend(input, askPermission);
      if (permission.is === 'not') return permission.so;
      const { contactNumber, giveBack } = permission;
      // What is certain must be told before Temporal gives this activity up.
      const returning =
        giveBack && (() => giveBack(Math.max(1, Math.min(2_000, began + time - Date.now() - 1_000))));
      const sent = await send(dependencies, input, request, began).catch(async (error: unknown) => {
        if (error instanceof ApplicationFailure && saysNotSent(error)) await returning?.();
        throw error;
      });
      if (sent.result === 'not-sent') await returning?.();
      return sent.result === 'started' && contactNumber !== undefined ? { ...sent, contactNumber } : sent;
    };
    const lines = linesOf?.(plan.instanceId, plan.trafficType);
    const attempt = {
      id: attemptId(call, plan.number),
      mayBeRinging: firstSentAt !== undefined,
      heldFor: input.lineHeldFor ?? lineHeldFor,
    };
    return lines ? onALine(lines, attempt, sending) : sending();
  };
}

/** By this dial. */
function notSentYet(
  { firstSentAt }: Pick<DialInput, 'firstSentAt'>,
  why: string,
  retryAfter: number,
): DialResult {
  return firstSentAt === undefined
    ? { result: 'not-sent', why, retryAfter }
    : { result: 'maybe-sent', why: `not sent again: ${why}`, firstSentAt };
}

/** Send the request, again while its answer is lost and there is time. */
async function send(
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
/** The workflow's clock may be behind ours: it must not send the dial back again and again until it agrees. */
const lateDelay = 15_000;
/** Another worker takes it, or this one once it has caught up. */
const standstillDelay = 1_000;

/** Somebody has to mend it first. */
const mendDelay = 30_000;

function whyNotNow({ notAfter }: DialInput, now: number): string | undefined {
  return isOver(Date.parse(notAfter), now) ? `too late: the dial was allowed until ${notAfter}` : undefined;
}

/** What comes after Temporal has given this activity up would be done twice: a send takes up to 5 s. */
function whyGivenUp(began: number, startToCloseTimeout: number): string | undefined {
  return Date.now() - began > startToCloseTimeout - Math.min(5_000, startToCloseTimeout / 2)
    ? 'too late: the worker took longer than a dial may take'
    : undefined;
}

function notSentOrFailure(error: ConnectError, plan: AttemptPlan): DialResult {
  switch (error.type) {
    case FailureType.Throttled:
      return { result: 'not-sent', why: error.message, retryAfter: jittered(throttleDelay) };
    case FailureType.LimitExceeded:
      return { result: 'not-sent', why: error.message, retryAfter: jittered(limitDelay) };
    case FailureType.ResourceNotFound:
      throw toFailure(error, { message: `${error.message} (${whereToLook(plan)})` });
    default:
      throw toFailure(error, { retryAfter: mendDelay });
  }
}

function whereToLook({ step, instanceId, contactFlowId, queueId, sourcePhoneNumber }: AttemptPlan): string {
  const from = [queueId && `queue ${queueId}`, sourcePhoneNumber && `number ${sourcePhoneNumber}`];
  const parts = [...from, `flow ${contactFlowId}`].filter(Boolean).join(', ');
  return `step "${step}": ${parts}, in instance ${instanceId}. Check them in the policy, or run: outbound doctor`;
}
