import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  log,
  workflowInfo,
} from '@temporalio/workflow';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { CallResult } from '../../src/domain/call/call-result';
import type { CallState } from '../../src/domain/call/call-state';
import { CallPhase } from '../../src/domain/call/call-status';
import { Outcome } from '../../src/domain/call/outcome';
import { boundsOf } from '../../src/domain/call/settings';
import type { Decision } from '../../src/domain/decide/decision';
import { firstStart, leaveLedger } from '../activity-proxies';
import { change, conclusionOf, isCancelled, startCall, warningsOf, type Call } from './call';
import { dialWhenDue } from './dial-when-due';
import { handleMessages } from './handlers';
import { nextDecision } from './next-decision';
import { lookUpHours } from './operating-hours';
import { enter, publishSearchAttributes } from './publish';
import { searchContact } from './search-contact';
import { waitWhilePaused } from './wait';
import { FailureType } from '../../src/contract/failure-type';

/**
 * Reach one person by phone: decide, wait, dial, follow the contact, and decide again, until the person is reached or the policy
 * stops. The outcome is the result; the run fails only when the request can't be carried out.
 *
 * A long call continues in another run with its whole state (continue-as-new). `carried` is only for that.
 *
 * Cancelling stops a ringing phone and ends the call with the outcome `cancelled`.
 *
 * @throws ApplicationFailure `InvalidCallRequest`, or the exception of Amazon Connect that makes every attempt impossible
 */
export async function outboundCall(request: OutboundCallInput, carried?: CallState): Promise<CallResult> {
  const call = startCall(request, carried);
  handleMessages(call);
  void CancellationScope.current().cancelRequested.catch(() => {
    call.run.changes += 1;
  });
  watchHistory(call);
  for (const warning of call.run.startWarnings) log.warn(warning);
  refuseCron();
  if (workflowInfo().attempt > 1 && !carried) await recallFirstStart(call);

  for (;;) {
    const decision = await nextDecision(call);
    if (!decision) continue;
    const result = await carryOut(call, decision).catch(failWith(call));
    if (result) return result;
  }
}

/** A retried run knows only its own start. If Temporal no longer has the first run, it is too old for any token to be trusted. */
async function recallFirstStart(call: Call): Promise<void> {
  const first = await CancellationScope.nonCancellable(() => firstStart(call.identity));
  const startedAt = first === undefined ? call.state.startedAt : Date.parse(first);
  change(call, { startedAt, tokensSince: first === undefined ? 0 : startedAt });
}

/** Messages that change nothing, and those of no handler, grow the history too, so a long one makes a new decision necessary. */
function watchHistory(call: Call): void {
  void CancellationScope.nonCancellable(() => condition(() => isLong(call))).then(() => {
    call.run.changes += 1;
  });
}

function isLong({ state }: Call): boolean {
  const { continueAsNewSuggested, historyLength, historySize } = workflowInfo();
  return (
    continueAsNewSuggested ||
    historySize >= mostHistoryBytes ||
    historyLength >= boundsOf(state.settings).historyLimit
  );
}

/** Temporal suggests another run at 4 MB, and terminates a workflow at 50 MB (limits of its dynamic configuration). */
const mostHistoryBytes = 4 * 1024 * 1024;

/** Returns when a new decision is needed first. */
async function goOnInAnotherRun(call: Call): Promise<undefined> {
  const seen = call.run.changes;
  await CancellationScope.nonCancellable(() =>
    condition(() => allHandlersFinished() || call.run.changes !== seen),
  );
  // Temporal does not pass a cancellation on to the next run.
  if (call.run.changes !== seen || isCancelled(call)) return undefined;
  return continueAsNew<typeof outboundCall>(call.given, call.state);
}

/** @returns undefined when a new decision is needed */
async function carryOut(call: Call, decision: Decision): Promise<CallResult | undefined> {
  if (decision.do !== 'finish' && isLong(call)) return goOnInAnotherRun(call);
  if (await searchContact(call, decision)) return undefined;
  switch (decision.do) {
    case 'finish':
      return finish(call, decision);
    case 'look-up':
      return lookUpHours(call, decision);
    case 'stay-paused':
      return waitWhilePaused(call, decision);
    case 'dial':
      return dialWhenDue(call, decision);
  }
}

/**
 * The failure's last detail holds the attempts made so far. Handlers finish first: a new policy may have fixed the problem, and if
 * no phone rings and the person has opted out, the call ends as `opted-out` instead.
 */
function failWith(call: Call): (error: unknown) => Promise<undefined> {
  // A handler may wait for settings that no further decision will read.
  const { settings } = call.state;
  const seen = call.run.changes;
  return async (error) => {
    if (!(error instanceof ApplicationFailure)) throw error;
    const { run } = call;
    if (!call.state.settings && settings) change(call, { settings });
    await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
    const isOvertaken = call.state.control.optedOut !== undefined || run.changes !== seen;
    if (run.current?.contactId === undefined && isOvertaken) return undefined;
    const { attempts, skippedSteps, registered } = call.state;
    if (registered.length > 0) {
      const leaving = { call: call.identity, registered, now: Date.now() };
      // A ledger that is not notified finds out by itself.
      await CancellationScope.nonCancellable(() => leaveLedger(leaving)).catch(() => undefined);
    }
    throw ApplicationFailure.create({
      type: error.type ?? undefined,
      message: error.message,
      nonRetryable: error.nonRetryable ?? false,
      details: [...(error.details ?? []), { attempts, skippedSteps }],
      cause: error.cause,
    });
  };
}

async function finish(
  call: Call,
  { outcome, reasons }: Extract<Decision, { do: 'finish' }>,
): Promise<CallResult> {
  call.run.outcome = outcome;
  enter(call, CallPhase.Finished);
  publishSearchAttributes(call);
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  const { attempts, skippedSteps } = call.state;
  const phoneMayBeRinging = attempts.some((attempt) => attempt.phoneMayBeRinging === true);
  const conclusion = outcome === Outcome.Concluded ? conclusionOf(call) : undefined;
  return {
    outcome,
    attempts,
    conclusion,
    reasons,
    phoneMayBeRinging,
    skippedSteps,
    warnings: warningsOf(call),
  };
}

/** A cron run has the first run's identity, and therefore its ClientTokens. */
function refuseCron(): void {
  if (workflowInfo().cronSchedule) {
    throw ApplicationFailure.nonRetryable(
      'An outbound call cannot have a cronSchedule: all runs would share their ClientTokens. Use a Temporal Schedule.',
      FailureType.InvalidCallRequest,
    );
  }
}
