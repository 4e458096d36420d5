import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import type { Attempt, AttemptPlan, CallIdentity } from '../src/domain/attempt';
import type { OutboundCallInput } from '../src/domain/call';
import type { CallState, SkippedStep } from '../src/domain/call-state';
import { CallPhase, type CallStatus } from '../src/domain/call-status';
import type { PastContact } from '../src/domain/contacts/past-contact';
import type { Contact } from '../src/domain/contact';
import type { Decision } from '../src/domain/decision';
import type { Outcome } from '../src/domain/outcome';
import type { Policy } from '../src/domain/policy';
import type { CallSettings } from '../src/domain/settings';
import type { HeardIn } from './in-order';
import type { InTheWay } from './wait-for-others';
import type { OptOutRequest } from './messages';

/** The state of a running call, as the workflow's loop and its message handlers share it. */
export interface LiveCall {
  readonly identity: CallIdentity;
  /** Start of the call's first run, milliseconds since the epoch: the deadline counts from it. */
  startedAt: number;
  /** Since when an earlier run may have used this call's tokens, milliseconds since the epoch. */
  tokensSince: number;
  /** As it was given, until the first decision has checked it; then with the policy that is in force. */
  request: OutboundCallInput;
  /** Until the first decision has checked the request. */
  isUnchecked: boolean;
  readonly attempts: Attempt[];
  readonly skippedSteps: SkippedStep[];
  paused: boolean;
  /** Milliseconds since the epoch. */
  notBefore: number | undefined;
  /** Ended contacts of attempts whose end is not recorded yet, as `contactEnded` told them; by contact ID. */
  readonly told: Map<string, Contact>;
  /** The last attempt that was given up without knowing its contact; undefined when it is not searched for any more. */
  lost: AttemptPlan | undefined;
  /** How often it was searched for. */
  searches: number;
  notSent: CallState['notSent'];
  operatingHours: CallState['operatingHours'];
  beforeDial: CallState['beforeDial'];
  /** The activity of `beforeDial`, while it is asked. */
  asking: Policy['beforeDial'];
  /** The last dial was not sent, since this instance is on hold. */
  onHold: string | undefined;
  /** The last dial was not sent, since another call dials the person: how often to ask whether it still does, milliseconds. */
  askOtherCallEvery: number | undefined;
  /** Whom a dial waits for whose turn has come. */
  waitsFor: InTheWay | undefined;
  /** What other calls did, as the person's ledger told when it last refused an attempt. */
  contacts: readonly PastContact[] | undefined;
  /** Numbers (E.164) whose ledgers know of this call. */
  registered: readonly string[];
  /** Attempts that the person's ledger has not been told of. */
  unrecorded: readonly PastContact[];
  optedOut: OptOutRequest | undefined;
  /** Dials in a row that were not sent. */
  notSentInARow: number;
  /** Dials in a row that were not sent since another call dials the person. */
  engagedInARow: number;
  /** How often in a row the ledger could not be told how attempts ended. */
  untoldInARow: number;
  /** How many this run has been sent. */
  signals: number;
  /** The last activation in which something was told from outside; see `inOrder`. */
  heardIn: HeardIn | undefined;
  /** Counted up by every message that calls for a new decision. */
  changes: number;
  phase: CallPhase;
  decision: Decision | undefined;
  current: CallStatus['current'];
  outcome: Outcome | undefined;
  policy: Policy | undefined;
  warnings: readonly string[];
  /** Undefined before they are read, and when they have to be read anew. */
  settings: CallSettings | undefined;
}

/** What the next run of a long call is given of the one before: all that it could not know. */
export type CarriedCall = Pick<
  LiveCall,
  | 'startedAt'
  | 'tokensSince'
  | 'attempts'
  | 'skippedSteps'
  | 'paused'
  | 'notBefore'
  | 'lost'
  | 'searches'
  | 'notSent'
  | 'notSentInARow'
  | 'engagedInARow'
  | 'untoldInARow'
  | 'operatingHours'
  | 'beforeDial'
  | 'onHold'
  | 'askOtherCallEvery'
  | 'contacts'
  | 'registered'
  | 'unrecorded'
  | 'optedOut'
  | 'policy'
  | 'warnings'
  | 'settings'
>;

export function carriedOf(call: LiveCall): CarriedCall {
  const { startedAt, tokensSince, attempts, skippedSteps, paused, notBefore } = call;
  const { lost, searches, notSent, notSentInARow, policy, warnings, settings } = call;
  const { operatingHours, beforeDial, engagedInARow, untoldInARow } = call;
  const { onHold, askOtherCallEvery, contacts, registered, unrecorded, optedOut } = call;
  return {
    ...{ startedAt, tokensSince, attempts, skippedSteps, paused, notBefore },
    ...{ lost, searches, notSent, notSentInARow, policy, warnings, settings },
    ...{ operatingHours, beforeDial, engagedInARow, untoldInARow },
    ...{ onHold, askOtherCallEvery, contacts, registered, unrecorded, optedOut },
  };
}

export function startCall(request: OutboundCallInput, carried?: CarriedCall): LiveCall {
  const { workflowId, firstExecutionRunId, startTime } = workflowInfo();
  return {
    identity: { workflowId, firstExecutionRunId },
    startedAt: startTime.getTime(),
    tokensSince: startTime.getTime(),
    request,
    isUnchecked: carried === undefined,
    attempts: [],
    skippedSteps: [],
    paused: false,
    notBefore: undefined,
    told: new Map(),
    lost: undefined,
    searches: 0,
    notSent: undefined,
    onHold: undefined,
    askOtherCallEvery: undefined,
    waitsFor: undefined,
    contacts: undefined,
    registered: [],
    unrecorded: [],
    optedOut: undefined,
    notSentInARow: 0,
    engagedInARow: 0,
    untoldInARow: 0,
    operatingHours: undefined,
    beforeDial: undefined,
    asking: undefined,
    signals: 0,
    heardIn: undefined,
    changes: 0,
    phase: CallPhase.Deciding,
    decision: undefined,
    current: undefined,
    outcome: undefined,
    policy: undefined,
    warnings: [],
    settings: undefined,
    ...carried,
  };
}

/** What a decision is made from. */
export function stateOf(call: LiveCall): Omit<CallState, 'request'> {
  return {
    startedAt: call.startedAt,
    attempts: call.attempts,
    control: {
      paused: call.paused,
      cancelled: isCancelled(),
      notBefore: call.notBefore,
      optedOut: call.optedOut,
    },
    notSent: call.notSent,
    operatingHours: call.operatingHours,
    beforeDial: call.beforeDial,
    contacts: call.contacts,
    skippedSteps: call.skippedSteps,
  };
}

/** Has Temporal asked this workflow to cancel? */
export function isCancelled(): boolean {
  return CancellationScope.current().consideredCancelled;
}

export function statusOf(call: LiveCall): CallStatus {
  const { decision } = call;
  const isWaiting = call.phase === CallPhase.Waiting && decision?.do === 'dial';
  return {
    state: call.phase,
    attempts: call.attempts,
    current: call.current,
    next: isWaiting ? { at: decision.at, step: decision.attempt.step, reasons: decision.reasons } : undefined,
    outcome: call.outcome,
    policy: call.policy,
    warnings: call.warnings,
    skippedSteps: call.skippedSteps,
  };
}
