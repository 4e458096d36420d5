import type { Attempt, AttemptPlan } from '../domain/call/attempt';
import { callbackWarnings } from '../domain/call/callback';
import type { OutboundCallRequest } from '../domain/call/call';
import type { CallFacts } from '../domain/call/call-facts';
import { decideNext } from '../domain/decide/decide-next';
import type { Reason } from '../domain/decide/decision';
import { Disposition } from '../domain/call/disposition';
import type { Almanac } from '../domain/hours/almanac';
import type { Outcome } from '../domain/call/outcome';
import { zoneShown } from '../domain/call/callee';
import { readCallback } from '../domain/call/read-callback';
import { placeOfCallee } from '../domain/places/place-of';
import { localTime } from '../domain/decide/reasons-in-words';

/** The attempts that a policy would make, and the call's outcome. */
export interface Plan {
  /** IANA time zone of the local times: the person's zone, or the first of several possible ones. */
  readonly zone: string;
  readonly attempts: readonly PlannedAttempt[];
  readonly outcome: Outcome;
  /** Why the call ends with this outcome. */
  readonly reasons: readonly Reason[];
  /** Why the callback of the options is not made. */
  readonly warnings: readonly string[];
}

export interface PlannedAttempt {
  readonly number: number;
  readonly step: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** `Mon 2026-11-23 09:00 America/Los_Angeles`. */
  readonly localTime: string;
  /** Why at this time, and on this step. */
  readonly reasons: readonly Reason[];
}

export interface PlanOptions {
  /** Start of the call, milliseconds since the epoch. */
  readonly at: number;
  /** Dispositions of the attempts, in order; the last one repeats. `answered` reaches the person. @default `no-answer`, after an `answered` one that asks for a callback */
  readonly dispositions?: readonly Disposition[];
  /** What the first attempt gives as the contact attribute of `policy.callbacks`; it does not reach the person then. @default nothing */
  readonly callback?: string;
  readonly almanac: Almanac;
}

/**
 * The decisions of a call whose attempts all begin when they are due and take no time. It terminates, because a policy makes at
 * most 1,000 attempts.
 */
export function planCall(request: OutboundCallRequest, options: PlanOptions): Plan {
  const { at, dispositions = [], almanac, callback } = options;
  const attempts: PlannedAttempt[] = [];
  let warnings: readonly string[] = [];
  let call = startOf(request, at);
  const zone = zoneShown(request, placeOfCallee(request)) ?? 'UTC';
  for (let now = at; ;) {
    const decision = decideNext(call, now, almanac);
    // The call is never paused, and startOf removes what needs a look-up.
    if (decision.do === 'stay-paused' || decision.do === 'look-up')
      throw new Error('A planned call never holds or looks up hours');
    if (decision.do === 'finish') {
      return { zone, attempts, outcome: decision.outcome, reasons: decision.reasons, warnings };
    }
    now = Date.parse(decision.at);
    const { number, step } = decision.attempt;
    const asks = number === 1 && callback !== undefined;
    const usual = asks ? Disposition.Answered : (dispositions.at(-1) ?? Disposition.NoAnswer);
    const disposition = dispositions[attempts.length] ?? usual;
    attempts.push({
      number,
      step,
      at: decision.at,
      localTime: localTime(now, zone),
      reasons: decision.reasons,
    });
    const made = ended(decision.attempt, decision.at, disposition);
    const attempt = asks ? asksFor(callback, made, call) : made;
    warnings = [...warnings, ...callbackWarnings(attempt)];
    call = { ...call, attempts: [...call.attempts, attempt] };
  }
}

/** The attempt in which the person names a time. */
function asksFor(time: string, made: Attempt, call: CallFacts): Attempt {
  const attribute = call.request.policy.callbacks?.attribute ?? '';
  const callbackRequest = readCallback({ [attribute]: time }, made, call);
  return { ...made, reached: false, ...(callbackRequest ? { callbackRequest } : {}) };
}

/** The facts of a new call. Drops Amazon Connect's hours of operation: a plan treats them as always open. */
export function startOf(request: OutboundCallRequest, startedAt: number): CallFacts {
  return {
    request: withoutLookUps(request),
    startedAt,
    attempts: [],
    control: { paused: false, cancelled: false },
    skippedSteps: [],
  };
}

function withoutLookUps(request: OutboundCallRequest): OutboundCallRequest {
  const { callingHours } = request.policy;
  if (callingHours?.hoursOfOperationId === undefined) return request;
  return {
    ...request,
    policy: { ...request.policy, callingHours: { ...callingHours, hoursOfOperationId: undefined } },
  };
}

function ended(plan: AttemptPlan, at: string, disposition: Disposition): Attempt {
  return {
    number: plan.number,
    step: plan.step,
    destinationPhoneNumber: plan.destinationPhoneNumber,
    contactFlowId: plan.contactFlowId,
    ...(plan.callbackFor === undefined ? {} : { callbackFor: plan.callbackFor }),
    startedAt: at,
    endedAt: at,
    disposition,
    reached: disposition === Disposition.Answered,
    // As in a real call, an unknown attempt may be ringing and starts the policy's quiet period.
    ...(disposition === Disposition.Unknown ? { phoneMayBeRinging: true } : {}),
  };
}
