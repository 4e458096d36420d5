import type { Attempt, AttemptPlan } from '../domain/call/attempt';
import type { OutboundCallRequest } from '../domain/call/call';
import type { CallFacts } from '../domain/call/call-facts';
import { decideNext } from '../domain/decide/decide-next';
import type { Reason } from '../domain/decide/decision';
import { Disposition } from '../domain/call/disposition';
import type { Almanac } from '../domain/hours/almanac';
import type { Outcome } from '../domain/call/outcome';
import { zoneShown } from '../domain/call/callee';
import { placeOfCallee } from '../domain/places/place-of';
import { localTime } from '../domain/decide/reasons';

/** Every attempt that a policy would make, and how the call would end. */
export interface Plan {
  /** Whose clock is shown: the person's zone where it is known, the first where there may be several. */
  readonly zone: string;
  readonly attempts: readonly PlannedAttempt[];
  readonly outcome: Outcome;
  /** Why it ends so. */
  readonly reasons: readonly Reason[];
}

export interface PlannedAttempt {
  readonly number: number;
  readonly step: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** `Mon 2026-11-23 09:00 America/Los_Angeles`. */
  readonly localTime: string;
  /** Why then, and on this step. */
  readonly reasons: readonly Reason[];
}

export interface PlanOptions {
  /** When the call starts, milliseconds since the epoch. */
  readonly at: number;
  /** How the attempts end, one after another; the last one again and again. An answered one reaches the person. @default no answer */
  readonly dispositions?: readonly Disposition[];
  readonly almanac: Almanac;
}

/**
 * The decisions that a call would make, one after another, if each of its attempts began when it was due and took no time. It ends,
 * since a policy makes 1,000 attempts at most.
 */
export function planCall(request: OutboundCallRequest, options: PlanOptions): Plan {
  const { at, dispositions = [], almanac } = options;
  const attempts: PlannedAttempt[] = [];
  let call = startOf(request, at);
  const zone = zoneShown(request, placeOfCallee(request)) ?? 'UTC';
  for (let now = at; ;) {
    const decision = decideNext(call, now, almanac);
    // Only a call that somebody has paused is held, and what would have to be looked up was left out.
    if (decision.do === 'hold' || decision.do === 'look-up')
      throw new Error('A planned call waits for nobody');
    if (decision.do === 'finish') {
      return { zone, attempts, outcome: decision.outcome, reasons: decision.reasons };
    }
    const disposition = dispositions[attempts.length] ?? dispositions.at(-1) ?? Disposition.NoAnswer;
    now = Date.parse(decision.at);
    const { number, step } = decision.attempt;
    attempts.push({
      number,
      step,
      at: decision.at,
      localTime: localTime(now, zone),
      reasons: decision.reasons,
    });
    call = { ...call, attempts: [...call.attempts, ended(decision.attempt, decision.at, disposition)] };
  }
}

/** Amazon Connect's hours of operation are not asked for: a plan takes them for open. */
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
    startedAt: at,
    endedAt: at,
    disposition,
    reached: disposition === Disposition.Answered,
    // What the product takes for unknown may be ringing: the person is left in peace for the policy's quiet period.
    ...(disposition === Disposition.Unknown ? { phoneMayBeRinging: true } : {}),
  };
}
