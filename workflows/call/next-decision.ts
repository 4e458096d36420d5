import { CancellationScope } from '@temporalio/workflow';
import { corrected } from '../../src/domain/call/after-call';
import { callbackWarnings } from '../../src/domain/call/callback';
import { factsOfAttempt, withRecords, type Attempt } from '../../src/domain/call/attempt';
import { CallPhase } from '../../src/domain/call/call-status';
import type { Decision } from '../../src/domain/decide/decision';
import { decide } from '../activity-proxies';
import { change, isCancelled, type Call } from './call';
import { failureOf } from './failure-of';
import { enter } from './publish';
import { forgetReported, lateFinds } from './reported-contacts';
import type { Decided, DecisionBasis } from '../../src/contract/decide';

/**
 * The pending decision, or else a new one. Each decision is carried out once.
 *
 * @returns undefined when a message has made it outdated
 * @throws ApplicationFailure `InvalidCallRequest`
 */
export async function nextDecision(call: Call): Promise<Decision | undefined> {
  if (!isInHand(call)) await requestDecision(call);
  const decision = isInHand(call) ? call.run.decision : undefined;
  call.run.decidedAt = -1;
  return decision;
}

/** It takes every message, as checked, and every ended attempt into account. */
function isInHand(call: Call): boolean {
  const { run, state } = call;
  if (run.decidedAt !== run.changes || run.unchecked > 0 || state.settings === undefined) return false;
  const isAllRecorded = run.ended.length === 0 && lateFinds(call).length === 0;
  return isAllRecorded && !state.attempts.some((attempt) => isCorrected(call, attempt));
}

/** Code has said something about the attempt that no decision has taken into account. */
function isCorrected({ run }: Call, { number }: { readonly number: number }): boolean {
  return run.corrected.includes(number);
}

/** Runs to its end even if the call is cancelled. */
async function requestDecision(call: Call): Promise<void> {
  enter(call, CallPhase.Deciding);
  const { state, run } = call;
  const { changes, ended, corrected: noted } = run;
  const reported = state.attempts.filter((attempt) => isCorrected(call, attempt));
  const wantsSettings = state.settings === undefined;
  const isFirst = state.request === undefined;
  const deciding = CancellationScope.nonCancellable(() =>
    decide({
      ...basisOf(call),
      now: Date.now(),
      // The last record of an attempt counts: that of a contact, not that there is none.
      ended: [...ended, ...lateFinds(call)],
      ...(reported.length > 0 ? { corrected: reported } : {}),
      isFirst,
      wantsSettings,
    }),
  );
  const { checked, settings, ...decided } = await deciding.catch((error: unknown) => {
    throw failureOf(error);
  });
  run.ended = run.ended.filter((one) => !ended.includes(one));
  run.corrected = [
    ...noted.filter((number) => !reported.some((attempt) => attempt.number === number)),
    ...run.corrected.slice(noted.length),
  ];
  // A policy that was changed before the first decision is already checked.
  if (checked && call.state.request === undefined) change(call, checked);
  // Meanwhile the policy may have moved to another instance.
  const instanceId = (checked?.request ?? state.request)?.policy.instanceId;
  if (settings && call.state.request?.policy.instanceId === instanceId) change(call, { settings });
  record(call, decided, changes);
}

/** The part of the state that decisions need. */
export function basisOf(call: Call): DecisionBasis {
  const { identity, given, state } = call;
  const { startedAt, attempts, control, conclusion, blocked, otherAttempts, operatingHours, beforeDial } =
    state;
  const { skippedSteps, blockedCallers, refusesRingTimeout } = state;
  return {
    call: identity,
    request: state.request ?? given,
    facts: {
      ...{ startedAt, blocked, otherAttempts, operatingHours, beforeDial },
      ...{ skippedSteps, blockedCallers, refusesRingTimeout },
      attempts: attempts.map(factsOfAttempt),
      control: {
        ...control,
        cancelled: isCancelled(call),
        // Its result may be large, and no decision needs it.
        ...(conclusion ? { concluded: { by: conclusion.by } } : {}),
      },
    },
    ...(state.settings?.ledger ? { registered: state.registered } : {}),
  };
}

/** Keep what an activity has recorded and decided. @param changes their number when the decision was requested */
export function record(call: Call, decided: Decided, changes: number): void {
  const { run, state } = call;
  const { decision, recorded, registered, blocked, optedOut, search } = decided;
  change(call, {
    attempts: corrected(withRecords(state.attempts, recorded), state.corrections),
    warnings: [...new Set([...state.warnings, ...recorded.flatMap(callbackWarnings)])],
    ...(registered ? { registered } : {}),
    ...(blocked ? { blocked } : {}),
    ...(optedOut ? { control: { ...state.control, optedOut: state.control.optedOut ?? optedOut } } : {}),
  });
  // The activity has recorded and decided without what code said of these attempts.
  const isSaid = ({ number }: Attempt) => state.corrections.some((one) => one.attempt === number);
  run.corrected = [...run.corrected, ...recorded.filter(isSaid).map(({ number }) => number)];
  forgetReported(call, recorded);
  run.search = search;
  run.current = undefined;
  takeInHand(call, decision, { changes, decidedOn: decided.now });
}

/** @param made the number of changes when the decision was requested, and the instant that it was made for */
export function takeInHand(
  { run }: Call,
  decision: Decision,
  made: { readonly changes: number; readonly decidedOn: number },
): void {
  run.decision = decision;
  run.decidedAt = made.changes;
  run.decidedOn = made.decidedOn;
}
