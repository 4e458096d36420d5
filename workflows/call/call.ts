import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import type { CallIdentity, EndedAttempt } from '../../src/domain/call/attempt';
import type { PolledBlock } from '../../src/domain/decide/blocked';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { CallState } from '../../src/domain/call/call-state';
import { CallPhase, type CallStatus } from '../../src/domain/call/call-status';
import type { Conclusion } from '../../src/domain/call/conclusion';
import type { Contact } from '../../src/domain/call/contact';
import type { Decision } from '../../src/domain/decide/decision';
import { allRules } from '../../src/domain/policy/disposition-rules';
import type { Outcome } from '../../src/domain/call/outcome';
import type { Policy } from '../../src/domain/policy/policy';
import type { SearchTime } from '../../src/domain/decide/quiet-period';
import { randomIdWarnings } from './random-id';

/** A running call, shared by the workflow's loop and its message handlers. */
export interface Call {
  readonly identity: CallIdentity;
  /** The request as it was given. */
  readonly given: OutboundCallInput;
  /** Replaced as a whole with every change, and passed to the next run of a long call. */
  state: CallState;
  readonly run: Run;
}

/** State that ends with the run. */
interface Run {
  /** The workflow's own: cancelled with the call. */
  readonly scope: CancellationScope;
  phase: CallPhase;
  /** Number of messages that require a new decision; a cancellation counts too. */
  changes: number;
  /** Number of updates that have been applied and can't be checked before the first decision brings the policy. */
  unchecked: number;
  /** The last decision, and the number of changes when it was requested. */
  decision: Decision | undefined;
  decidedAt: number;
  /** The instant that it was made for, milliseconds since the epoch. It may have reached the workflow much later. */
  decidedOn: number;
  /** How long to search for the contact of a lost attempt, from the last decision. */
  search: SearchTime | undefined;
  /** Ended attempts that no decision has recorded yet. */
  ended: readonly EndedAttempt[];
  /** Recorded attempts that code has corrected, and that no decision has reported to the ledger yet. */
  corrected: readonly number[];
  /** The attempt before which the last contact was read once more. */
  rereadBefore: number;
  /** Contacts reported by `contactEnded` whose attempts no decision has recorded yet, by contact ID. */
  readonly reportedContacts: Map<string, Contact>;
  current: CallStatus['current'];
  /** The `beforeDial` activity while its answer is awaited. */
  pendingBeforeDial: Policy['beforeDial'];
  /** What a due dial is waiting for. */
  waitsFor: PolledBlock | undefined;
  outcome: Outcome | undefined;
  /** How the call was started, if that was probably not meant. */
  readonly startWarnings: readonly string[];
}

/** @param carried the state of the previous run */
export function startCall(given: OutboundCallInput, carried?: CallState): Call {
  const { workflowId, firstExecutionRunId, startTime, attempt, runId, originalExecutionRunId } =
    workflowInfo();
  const isRerun = attempt > 1 || runId !== originalExecutionRunId;
  return {
    identity: { workflowId, firstExecutionRunId },
    given,
    state: carried
      ? { ...carried, isRerun: carried.isRerun || isRerun }
      : {
          startedAt: startTime.getTime(),
          tokensSince: startTime.getTime(),
          isRerun,
          attempts: [],
          skippedSteps: [],
          control: { paused: false },
          corrections: [],
          registered: [],
          warnings: [],
        },
    run: {
      scope: CancellationScope.current(),
      phase: CallPhase.Deciding,
      changes: 0,
      unchecked: 0,
      decision: undefined,
      decidedAt: -1,
      decidedOn: 0,
      search: undefined,
      ended: [],
      corrected: [],
      rereadBefore: 0,
      reportedContacts: new Map(),
      current: undefined,
      pendingBeforeDial: undefined,
      waitsFor: undefined,
      outcome: undefined,
      startWarnings: randomIdWarnings(),
    },
  };
}

export function change(call: Call, changed: Partial<CallState>): void {
  call.state = { ...call.state, ...changed };
}

/** Has Temporal requested cancellation of this workflow? The answer is the same in every scope. */
export function isCancelled({ run }: Call): boolean {
  return run.scope.consideredCancelled;
}

/** Nothing more is dialed, whatever an attempt under way achieves. */
export function isEnding(call: Call): boolean {
  return isCancelled(call) || call.state.conclusion !== undefined;
}

export function warningsOf({ state, run }: Call): readonly string[] {
  return [...run.startWarnings, ...state.warnings];
}

export function conclusionOf({ state }: Call): Conclusion | undefined {
  if (!state.conclusion) return undefined;
  const { by, result } = state.conclusion;
  return { ...(by === undefined ? {} : { by }), ...(result === undefined ? {} : { result }) };
}

export function statusOf(call: Call): CallStatus {
  const { state, run } = call;
  const { decision } = run;
  const policy = state.request?.policy;
  const isWaiting = run.phase === CallPhase.Waiting && decision?.do === 'dial';
  return {
    state: run.phase,
    attempts: state.attempts,
    current: run.current,
    next: isWaiting ? { at: decision.at, step: decision.attempt.step, reasons: decision.reasons } : undefined,
    outcome: run.outcome,
    conclusion: conclusionOf(call),
    policy: policy && { ...policy, on: allRules(policy.on) },
    warnings: warningsOf(call),
    skippedSteps: state.skippedSteps,
  };
}
