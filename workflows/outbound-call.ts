import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  workflowInfo,
} from '@temporalio/workflow';
import type { DecideResult } from '../activities';
import { dialingOf, type EndedAttempt } from '../src/domain/attempt';
import type { OutboundCallInput } from '../src/domain/call';
import type { CallResult } from '../src/domain/call-result';
import { CallPhase } from '../src/domain/call-status';
import type { Decision } from '../src/domain/decision';
import type { Policy } from '../src/domain/policy';
import type { CallSettings } from '../src/domain/settings';
import { decide, firstStart } from './activities';
import { mayDial } from './before-dial';
import { dialAttempt } from './dial-attempt';
import { failureOf } from './failure-of';
import { followContact } from './follow-contact';
import { handleMessages } from './handlers';
import { heard, inOrder } from './in-order';
import { keepForLedger, keepLedger, leaveLedger, tellAgainAt } from './keep-ledger';
import { carriedOf, isCancelled, startCall, stateOf, type CarriedCall, type LiveCall } from './live-call';
import { lookUpHours } from './operating-hours';
import { heed, putOff } from './put-off';
import { enter, publishSearchAttributes } from './publish';
import { searchContact } from './search-contact';
import { forgetTold, lateFinds } from './told-contacts';
import { waitsUntil, waitUntil } from './wait';

/**
 * Reach one person by phone: decide, wait, dial, see it end, and decide again, until the person is reached or the
 * policy says stop. How it ended is the result; the run fails only when the request makes no sense.
 *
 * A long one goes on in another run, with all that it knows (continue-as-new); `carried` is for that alone.
 *
 * Cancelling it stops a ringing phone and ends it with the outcome `cancelled`.
 *
 * @throws ApplicationFailure `InvalidCallRequest`, or the exception of Amazon Connect that makes every attempt impossible
 */
export async function outboundCall(request: OutboundCallInput, carried?: CarriedCall): Promise<CallResult> {
  const call = startCall(request, carried);
  handleMessages(call);
  void CancellationScope.current().cancelRequested.catch(() => {
    heard(call);
  });
  refuseCron();
  if (workflowInfo().attempt > 1 && !carried) await recallFirstStart(call);

  let ended: EndedAttempt | undefined;
  for (;;) {
    const seen = call.changes;
    const { decision, policy, settings, search, askedWith } = await nextDecision(call, ended);
    ended = undefined;
    // A message that came while deciding: what was decided is out of date.
    if (call.changes !== seen) continue;
    if (settings.ledger && decision.do !== 'finish') {
      const untold = await keepLedger(call, policy, askedWith.now);
      if (untold !== undefined) putOff(call, untold, mendDelay);
      if (untold !== undefined || call.changes !== seen) continue;
    }
    const isLong = askedWith.continueAsNewSuggested || askedWith.historyLength >= settings.historyLimit;
    if (decision.do !== 'finish' && isLong) {
      await CancellationScope.nonCancellable(() =>
        condition(() => allHandlersFinished() || call.changes !== seen),
      );
      // Temporal does not pass a cancellation on to the next run.
      if (call.changes !== seen || isCancelled()) continue;
      await continueAsNew<typeof outboundCall>(call.request, carriedOf(call));
    }
    if (search && settings.searchable && call.lost) {
      call.phase = decision.do === 'hold' ? CallPhase.Paused : CallPhase.Waiting;
      ended = await searchContact(call, call.lost, { settings, policy, time: search, seen }).catch(
        failWith(call, settings),
      );
      if (ended || call.changes !== seen || isCancelled()) continue;
    }
    if (decision.do === 'finish') return await finish(call, decision);

    if (decision.do === 'look-up') {
      await lookUpHours(call, decision, { settings, seen, now: askedWith.now }).catch(
        failWith(call, settings),
      );
      continue;
    }

    const until = waitsUntil(call, decision, askedWith.now);
    if (decision.do === 'hold' || until > askedWith.now) {
      const tellAgain = tellAgainAt(call, askedWith.now) ?? until;
      await waitUntil(call, Math.min(until, tellAgain), decision, { seen, now: askedWith.now });
    } else if (await mayDial(call, decision, policy, seen)) {
      ended = await makeAttempt(call, decision, policy, settings).catch(failWith(call, settings));
    }
  }
}

/** How long to wait for somebody to mend what keeps the ledger from being told, milliseconds. */
const mendDelay = 30_000;

/** A retried run is told its own start only. When the first run is gone from Temporal, it was too long ago to trust any token. */
async function recallFirstStart(call: LiveCall): Promise<void> {
  const first = await CancellationScope.nonCancellable(() => firstStart(call.identity));
  if (first !== undefined) call.startedAt = Date.parse(first);
  call.tokensSince = first === undefined ? 0 : call.startedAt;
}

/** Close what has ended and decide what comes next, in one local activity. Also after a cancellation. */
async function nextDecision(call: LiveCall, ended: EndedAttempt | undefined) {
  enter(call, CallPhase.Deciding);
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  const asking = { now: Date.now(), historyLength, continueAsNewSuggested };
  const state = stateOf(call);
  const deciding = CancellationScope.nonCancellable(async () => {
    try {
      return await decide({
        request: call.request,
        state,
        ...asking,
        ended,
        found: lateFinds(call),
        isFirst: call.isUnchecked,
        wantsSettings: call.settings === undefined,
      });
    } catch (error) {
      const failure = failureOf(error);
      if (failure instanceof ApplicationFailure && failure.nonRetryable) throw failure;
      // Anything else is a fault of the worker: the task fails and is tried again, so that no call is lost to a bad deployment.
      throw new Error('The decision could not be made', { cause: failure });
    }
  });
  const result = await inOrder(call, deciding);
  // While a call is queried, the SDK may have told it the time of its last task; a replay is told this one's. What follows from
  // the decision must be the same in both, so it goes by what the history says that was asked.
  return { ...record(call, result), askedWith: result.askedWith ?? asking };
}

function record(
  call: LiveCall,
  { decision, closed, found = [], first, settings: read, search }: DecideResult,
) {
  call.settings ??= read;
  if (first) {
    call.isUnchecked = false;
    call.warnings = first.warnings;
    // A policy that was changed before the first decision has been checked already.
    call.policy ??= first.policy;
  }
  const recorded = closed ? [...found, closed] : found;
  for (const attempt of recorded) call.attempts[attempt.number - 1] = attempt;
  if (call.settings?.ledger) keepForLedger(call, recorded);
  forgetTold(call, recorded);
  call.decision = decision;
  call.current = undefined;
  const { policy, settings } = call;
  if (!policy || !settings) throw new Error('The first decision said not what the run goes by');
  call.request = { ...call.request, policy };
  return { decision, policy, settings, search };
}

/** @returns how the attempt ended, or undefined when none was made */
async function makeAttempt(
  call: LiveCall,
  decision: Extract<Decision, { do: 'dial' }>,
  policy: Policy,
  settings: CallSettings,
): Promise<EndedAttempt | undefined> {
  const { attempt: plan } = decision;
  const startedAt = new Date().toISOString();
  call.current = { number: plan.number, step: plan.step, startedAt };
  call.notSent = undefined;
  call.onHold = undefined;
  call.askOtherCallEvery = undefined;
  call.lost = undefined;
  enter(call, CallPhase.Dialing);
  publishSearchAttributes(call);

  const dialed = await dialAttempt(call, decision, policy, settings);
  if (dialed.result !== 'not-sent') call.notSentInARow = call.engagedInARow = 0;
  switch (dialed.result) {
    case 'started': {
      const { contactId } = dialed;
      call.current = { ...call.current, contactId };
      enter(call, CallPhase.InProgress);
      const dialing = dialingOf({ startedAt, ...dialed });
      return { plan, ...dialing, ending: await followContact(call, plan, contactId, settings, policy) };
    }
    case 'refused':
      return { plan, startedAt, ending: { how: 'refused', why: dialed.why } };
    case 'lost':
      call.lost = plan;
      call.searches = 0;
      return {
        plan,
        ...dialingOf({ startedAt, ...dialed }),
        ending: { how: 'lost', why: dialed.why, phoneMayBeRinging: true },
      };
    case 'not-sent':
      putOff(call, dialed.why, dialed.retryAfter, dialed.barred);
      if (dialed.barred) heed(call, dialed.barred, plan);
      if (dialed.isUnserved) call.settings = undefined;
      return undefined;
    case 'no-such-resource':
      skipStep(call, plan.step, dialed.failure);
      return undefined;
    case 'cancelled':
      return undefined;
  }
}

/** Go on without a step that can't be dialed; a call of which no step can be dialed fails, and says what to mend. */
function skipStep(call: LiveCall, step: string, failure: ApplicationFailure): void {
  call.skippedSteps.push({ step, why: failure.message });
  const skipped = new Set(call.skippedSteps.map((one) => one.step));
  if (call.attempts.length === 0 && call.policy?.steps.every(({ name }) => skipped.has(name))) {
    throw failure;
  }
}

/**
 * A failed run keeps what it knows: the attempts made so far are the failure's last detail. Whoever has said something to the call is
 * answered first: another policy may have mended it, and where no phone rings and the person has opted out, the call ends by that.
 */
function failWith(call: LiveCall, settings: CallSettings): (error: unknown) => Promise<undefined> {
  return async (error) => {
    if (!(error instanceof ApplicationFailure)) throw error;
    // A handler may wait for settings that are to be read anew, which no decision will do any more.
    call.settings ??= settings;
    const seen = call.changes;
    await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
    if (call.current?.contactId === undefined && (call.optedOut || call.changes !== seen)) return undefined;
    if (settings.ledger) await leaveLedger(call);
    throw ApplicationFailure.create({
      type: error.type ?? undefined,
      message: error.message,
      nonRetryable: error.nonRetryable ?? false,
      details: [...(error.details ?? []), { attempts: call.attempts, skippedSteps: call.skippedSteps }],
      cause: error.cause,
    });
  };
}

async function finish(call: LiveCall, decision: Extract<Decision, { do: 'finish' }>): Promise<CallResult> {
  call.outcome = decision.outcome;
  enter(call, CallPhase.Finished);
  publishSearchAttributes(call);
  if (call.settings?.ledger) await leaveLedger(call);
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  return {
    outcome: decision.outcome,
    attempts: call.attempts,
    reasons: decision.reasons,
    phoneMayBeRinging: call.attempts.some((attempt) => attempt.phoneMayBeRinging === true),
    skippedSteps: call.skippedSteps,
    warnings: call.warnings,
  };
}

/** A cron run has the first run's identity, and so its ClientTokens. */
function refuseCron(): void {
  if (workflowInfo().cronSchedule) {
    throw ApplicationFailure.nonRetryable(
      'An outbound call can not have a cronSchedule: every run would share its ClientTokens. Use a Temporal Schedule.',
      'InvalidCallRequest',
    );
  }
}
