import { ActivityFailure, ApplicationFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import { attemptId, dialingOf, type AttemptPlan, type Dialing } from '../../src/domain/call/attempt';
import { backoff } from '../../src/domain/backoff';
import { CallPhase } from '../../src/domain/call/call-status';
import type { Decision } from '../../src/domain/decide/decision';
import { boundsOf, type CallSettings } from '../../src/domain/call/settings';
import { findContactActivity } from '../activity-proxies';
import { change, isEnding, type Call } from './call';
import { failureOf } from './failure-of';
import { followContact } from './follow-contact';
import { publishDetails, publishSearchAttributes } from './publish';
import { waitUntil } from './wait';
import { workUntil } from './work-until';

/**
 * While nothing is dialed anyway, search for the contact whose ID was lost: with growing pauses, and once more when the call is
 * cancelled or concluded. A contact that is found is followed to its end. The search after the quiet period may prove that there is none; then the
 * attempt is given back.
 *
 * @param decision what the call does when there is nothing to search for
 * @returns true when a new decision is needed: the contact was found, or a message arrived
 */
export async function searchContact(call: Call, decision: Decision): Promise<boolean> {
  const { run } = call;
  const { settings, lost, request } = call.state;
  const { search } = run;
  if (!search || !lost || !settings?.searchable || !request) return false;
  const { plan } = lost;
  const attempt = call.state.attempts[plan.number - 1];
  const dialing = dialingOf(attempt ?? { startedAt: '' });
  const endedAt = attempt?.endedAt;
  run.phase = decision.do === 'stay-paused' ? CallPhase.Paused : CallPhase.Waiting;
  if (lost.searches === 0) publishSearchAttributes(call);
  publishDetails(call);

  const seen = run.changes;
  const quietUntil = Date.parse(search.until);
  // Another number of the person may be dialed before the quiet period is over.
  const end = decision.do === 'dial' ? Math.min(quietUntil, Date.parse(decision.at)) : quietUntil;
  for (let { searches } = lost; ; searches += 1) {
    const growing = { firstMs: boundsOf(settings).searchAfter, factor: growth, longestMs: Infinity };
    const next = Math.min(Date.now() + backoff(growing, searches), end);
    if (!isEnding(call) && next >= end && end < quietUntil) return false;
    if (!isEnding(call)) await waitUntil(call, next, 'Before the next search');
    const isLast = isEnding(call);
    if (!isLast && run.changes !== seen) return true;
    change(call, { lost: isLast ? undefined : { plan, searches: searches + 1 } });

    const isQuiet = !isLast && Date.now() >= quietUntil;
    const timeout =
      isLast || isQuiet ? longestSearchMs : Math.max(1, Math.min(end - Date.now(), longestSearchMs));
    const givenUpAt = isQuiet ? endedAt : undefined;
    const searching = () => find(call, { plan, dialing, settings, timeout, givenUpAt });
    const found = await (isLast
      ? CancellationScope.nonCancellable(searching)
      : unlessCancelled(workUntil(() => run.changes !== seen, searching)));
    if (found === 'never-rang') {
      const why = 'the answer to its dial was lost, and Amazon Connect has no contact of it';
      run.ended = [{ plan, ...dialing, ending: { how: 'never-rang', why } }];
      change(call, { lost: undefined });
      return true;
    }
    if (found === 'refused' || (isQuiet && found === undefined && run.changes === seen))
      change(call, { lost: undefined });
    else if (found !== undefined) {
      const { startedAt } = dialing;
      run.current = { number: plan.number, step: plan.step, startedAt, contactId: found };
      run.phase = CallPhase.InProgress;
      publishDetails(call);
      // It has most likely ended, so no event is awaited.
      await followContact(call, {
        ...{ plan, dialing, contactId: found, policy: request.policy },
        settings: { ...settings, events: false },
      });
      change(call, { lost: undefined });
      return true;
    }
    if (!call.state.lost) return isLast || run.changes !== seen;
    if (run.changes !== seen && !isEnding(call)) return true;
  }
}

/** Each pause is the previous one times this. With a first pause of 5 seconds and a quiet period of 15 minutes: eleven searches. */
const growth = 1.5;
/** Milliseconds, including the wait in the queue and retries after throttling. */
const longestSearchMs = 30_000;

/** @returns undefined when cancelled */
async function unlessCancelled<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isCancellation(error)) return undefined;
    throw error;
  }
}

/** @returns the contact's ID, `never-rang` when there is proof, or `refused` when Amazon Connect will never accept such a search */
async function find(
  call: Call,
  {
    plan,
    dialing,
    settings,
    timeout,
    givenUpAt,
  }: {
    readonly plan: AttemptPlan;
    readonly dialing: Dialing;
    readonly settings: CallSettings;
    readonly timeout: number;
    readonly givenUpAt: string | undefined;
  },
): Promise<string | undefined> {
  const { instanceId, number } = plan;
  const search = findContactActivity({
    summary: `Attempt ${number}: search for its contact`,
    taskQueue: settings.queues?.search,
    timeout,
  });
  // After a reset, an earlier run may have dialed it long before this one started it.
  const { startedAt, dialedAt = startedAt } = dialing;
  const since = Date.parse(dialedAt) < Date.parse(startedAt) ? dialedAt : startedAt;
  try {
    const id = attemptId(call.identity, number);
    const proof = givenUpAt === undefined ? {} : { givenUpAt };
    const { contactId, neverRang } = await search({ instanceId, attemptId: id, since, ...proof });
    return neverRang ? 'never-rang' : contactId;
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    const failure = failureOf(error);
    return failure instanceof ApplicationFailure && failure.nonRetryable ? 'refused' : undefined;
  }
}
