import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
} from '@temporalio/workflow';
import {
  attemptId,
  dialingOf,
  type AttemptPlan,
  type Dialing,
  type EndedAttempt,
} from '../src/domain/attempt';
import { CallPhase } from '../src/domain/call-status';
import type { Policy } from '../src/domain/policy';
import type { SearchTime } from '../src/domain/quiet-period';
import type { CallSettings } from '../src/domain/settings';
import { findContactActivity } from './activities';
import { failureOf } from './failure-of';
import { followContact } from './follow-contact';
import { isCancelled, type LiveCall } from './live-call';
import { publishDetails, publishSearchAttributes } from './publish';
import { workUntil } from './work-until';

/**
 * As long as nothing is dialed anyway, search for the contact whose ID was lost: now and then, ever more rarely, and once
 * more when the call is cancelled. One that is found is followed to its end.
 *
 * @returns how the attempt ended; undefined when nothing was found, or something else has to be decided first
 */
export async function searchContact(
  call: LiveCall,
  plan: AttemptPlan,
  { settings, policy, time, seen }: Search,
): Promise<EndedAttempt | undefined> {
  const dialing = dialingOf(call.attempts[plan.number - 1] ?? { startedAt: '' });
  if (call.searches === 0) publishSearchAttributes(call);
  publishDetails(call);

  const isOvertaken = () => call.changes !== seen;
  // The clock is not asked before the first pause: right after a local activity it may be another one in a replay.
  for (let { left } = time; !isOvertaken(); left = Date.parse(time.until) - Date.now()) {
    const pause = settings.searchAfter * growth ** call.searches;
    if (!isCancelled() && pause >= left) return undefined;
    await pauseUnless(isOvertaken, pause);
    const isLast = isCancelled();
    if (isLast) call.lost = undefined;
    else if (isOvertaken()) return undefined;

    call.searches += 1;
    const patience = isLast ? longestSearch : Math.min(left - pause, longestSearch);
    const searching = () => search({ plan, call, settings, since: dialing.startedAt, patience });
    const found = await (isLast
      ? CancellationScope.nonCancellable(searching)
      : unlessCancelled(workUntil(isOvertaken, searching)));
    if (found === 'refused') call.lost = undefined;
    else if (found !== undefined) return follow(call, plan, dialing, found, { settings, policy });
    if (!call.lost) return undefined;
  }
  return undefined;
}

interface Search {
  readonly settings: CallSettings;
  readonly policy: Policy;
  readonly time: SearchTime;
  /** The changes of the call that the decision knew. */
  readonly seen: number;
}

/** Each pause is so many times the one before: with 5 seconds and the usual quarter of an hour of quiet, eleven searches. */
const growth = 1.5;
/** Milliseconds; its turn, and what it takes to be asked again after a throttle. */
const longestSearch = 30_000;

async function pauseUnless(isOvertaken: () => boolean, pause: number): Promise<void> {
  await unlessCancelled(condition(isOvertaken, pause, { summary: 'Before the next search' }));
}

/** @returns undefined when it was cancelled */
async function unlessCancelled<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isCancellation(error)) return undefined;
    throw error;
  }
}

/** @returns the contact's ID; `refused` where Amazon Connect takes no such search, now or later */
async function search({
  plan,
  call,
  settings,
  since,
  patience,
}: {
  readonly plan: AttemptPlan;
  readonly call: LiveCall;
  readonly settings: CallSettings;
  readonly since: string;
  readonly patience: number;
}): Promise<string | undefined> {
  const { instanceId, number } = plan;
  const find = findContactActivity({
    summary: `Attempt ${number}: search for its contact`,
    taskQueue: settings.lane?.search,
    patience,
  });
  try {
    return (await find({ instanceId, attemptId: attemptId(call.identity, number), since })).contactId;
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    const failure = failureOf(error);
    return failure instanceof ApplicationFailure && failure.nonRetryable ? 'refused' : undefined;
  }
}

async function follow(
  call: LiveCall,
  plan: AttemptPlan,
  dialing: Dialing,
  contactId: string,
  { settings, policy }: Pick<Search, 'settings' | 'policy'>,
): Promise<EndedAttempt | undefined> {
  const { startedAt } = dialing;
  call.current = { number: plan.number, step: plan.step, startedAt, contactId };
  call.phase = CallPhase.InProgress;
  publishDetails(call);
  // It has ended, most likely: no event is waited for.
  const ending = await followContact(call, plan, contactId, { ...settings, events: false }, policy);
  call.lost = undefined;
  return ending.how === 'contact' ? { plan, ...dialing, ending } : undefined;
}
