import {
  ActivityFailure,
  CancellationScope,
  condition,
  isCancellation,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import { attemptId, ringOf, type AttemptEnding, type AttemptPlan } from '../src/domain/attempt';
import { CallPhase } from '../src/domain/call-status';
import { lineNeededFor } from '../src/domain/lines';
import type { Policy } from '../src/domain/policy';
import type { CallSettings } from '../src/domain/settings';
import { awaitContactActivity, hangUpActivity } from './activities';
import { failureOf } from './failure-of';
import { isCancelled, type LiveCall } from './live-call';
import { workUntil } from './work-until';

/** Follow a contact to its end. When the call is cancelled meanwhile, hang up and see it end. */
export async function followContact(
  call: LiveCall,
  plan: AttemptPlan,
  contactId: string,
  settings: CallSettings,
  policy: Policy,
): Promise<AttemptEnding> {
  const contact: Followed = {
    instanceId: plan.instanceId,
    contactId,
    attemptId: attemptId(call.identity, plan.number),
    since: new Date().toISOString(),
    trafficType: plan.trafficType,
    lineHeldFor: lineNeededFor(ringOf(plan), policy.usualTalk),
  };
  try {
    // What an earlier run of a retried call was told is lost with it.
    if (settings.events && workflowInfo().attempt === 1) await untilTold(call, plan, contactId, policy);
    return await askForEnd(call, contact, {
      summary: `Attempt ${plan.number}: until it ends`,
      taskQueue: settings.lane?.describe,
      queueTimeout: settings.queueTimeout,
    });
  } catch (error) {
    if (!isCancellation(error)) throw failureOf(error);
    call.phase = CallPhase.HangingUp;
    return CancellationScope.nonCancellable(() => hangUpAndSee(call, contact, settings));
  }
}

interface Followed {
  readonly instanceId: string;
  readonly contactId: string;
  readonly attemptId: string;
  /** When it was dialed, ISO 8601. */
  readonly since: string;
  readonly trafficType: AttemptPlan['trafficType'];
  /** Milliseconds. */
  readonly lineHeldFor: number;
}

/** Events are delivered at best effort: after the time that a call usually takes, Amazon Connect is asked. */
async function untilTold(
  { told }: LiveCall,
  plan: AttemptPlan,
  contactId: string,
  { usualTalk }: Policy,
): Promise<void> {
  await condition(() => told.has(contactId), ringOf(plan) + usualTalk, {
    summary: `Attempt ${plan.number}: until Amazon Connect tells of its end`,
  });
}

/** Ask until it has ended, or until somebody tells; the answer of whoever is first. */
async function askForEnd(
  call: LiveCall,
  followed: Followed,
  options: Parameters<typeof awaitContactActivity>[0],
): Promise<AttemptEnding> {
  const { told } = call;
  const { contactId } = followed;
  const isTold = () => told.has(contactId);
  const whatWasTold = (): AttemptEnding | undefined => {
    const contact = told.get(contactId);
    return contact && { how: 'contact', contact, stoppedByUs: false };
  };
  const known = whatWasTold();
  if (known) return known;
  try {
    const end = await workUntil(isTold, () => awaitContactActivity(options)(followed));
    return end.result === 'ended'
      ? { how: 'contact', contact: end.contact, stoppedByUs: false }
      : { how: 'lost', why: end.why, contactId, phoneMayBeRinging: true };
  } catch (error) {
    const ending = isCancellation(error) && !isCancelled() ? whatWasTold() : undefined;
    if (ending) return ending;
    // Where nobody serves the lane any more, those who serve the call do it.
    if (options.taskQueue && wasNotStarted(error)) {
      return askForEnd(call, followed, { ...options, taskQueue: undefined });
    }
    throw error;
  }
}

function wasNotStarted(error: unknown): boolean {
  return (
    error instanceof ActivityFailure &&
    error.cause instanceof TimeoutFailure &&
    error.cause.timeoutType === 'SCHEDULE_TO_START'
  );
}

/** "Cancelled" is said only of a phone that was seen to be silent: told to stop is not enough. */
async function hangUpAndSee(
  call: LiveCall,
  followed: Followed,
  { lane, queueTimeout }: CallSettings,
): Promise<AttemptEnding> {
  const { contactId } = followed;
  let why = '';
  let stoppedByUs = false;
  // A contact may be told to stop before Amazon Connect shows it to everyone: as long as it is not seen to end, again.
  for (let round = 1; round <= hangUpRounds; round += 1) {
    // Where nobody serves the lane, those who serve the call do it.
    const queues = round === 1 ? lane : undefined;
    const stopping = await unlessFailed(hangUpActivity(queues?.urgent)(followed));
    stoppedByUs ||= stopping.ok && stopping.value === 'stopped';
    why = stopping.ok
      ? 'the contact was told to stop, but was not seen to end'
      : `could not hang up: ${stopping.why}`;
    const end = await unlessFailed(
      askForEnd(
        call,
        { ...followed, since: new Date().toISOString() },
        { summary: 'See it end', giveUpAfter: seeItEndFor, taskQueue: queues?.describe, queueTimeout },
      ),
    );
    if (end.ok && end.value.how === 'contact') return { ...end.value, stoppedByUs };
  }
  return { how: 'lost', contactId, why, phoneMayBeRinging: true };
}

/** Together five minutes: longer than a phone rings. */
const hangUpRounds = 5;
/** Milliseconds. */
const seeItEndFor = 60_000;

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

async function unlessFailed<T>(work: Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return { ok: false, why: error.cause?.message ?? error.message };
  }
}
