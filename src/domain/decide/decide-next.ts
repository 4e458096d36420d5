import { deadlineOf } from '../call/callback';
import type { CallFacts, SkippedStep } from '../call/call-facts';
import { calleeOf, zoneShown } from '../call/callee';
import { allowedFrom, checksAt } from '../ledger/allowed-from';
import { limitsOfCall } from '../ledger/limits-of-call';
import { clockReasons } from './clock-reasons';
import { callbackReason, dueCallback, missedReason, type DueCallback } from './due-callback';
import type { Decision, ReasonData } from './decision';
import { delaysOf, obstaclesOf, spacingOf, type Delay } from './delays';
import { readBeforeDialReply } from './read-before-dial-reply';
import { emptyAlmanac, type Almanac } from '../hours/almanac';
import type { Hours } from '../hours/hours';
import { findWindow } from './operating-hours';
import { closedAt, type Window } from '../hours/open-windows';
import { iso } from '../iso';
import { attemptsOfLadder, ladderPosition, otherStep, type LadderEnd } from './ladder';
import { Outcome } from '../call/outcome';
import { permittedHours } from './permitted-hours';
import { placeOfCallee } from '../places/place-of';
import { planAttempt } from './plan-attempt';
import type { Step } from '../policy/policy';
import { inWords, localTime } from './reasons-in-words';

/**
 * Decide what to do next with a call. A pure function of the call and the instant, so that the workflow, the `explain` query and
 * `outbound plan` all show the same decision.
 *
 * @param now milliseconds since the epoch
 * @param almanac looks up the holidays of the policy. @default no holidays
 */
export function decideNext(facts: CallFacts, now: number, almanac: Almanac = emptyAlmanac): Decision {
  // An attempt that never rang uses up its number, so that its token is not sent again, and nothing else.
  const call = { ...facts, attempts: facts.attempts.filter(({ neverRang }) => !neverRang) };
  const asked: Question = { call, now, almanac, number: facts.attempts.length + 1 };
  const { calledBefore, cancelled, concluded, optedOut } = call.control;
  // A call that is being cancelled can't be concluded, so the conclusion came first.
  if (cancelled && !concluded) return finish(Outcome.Cancelled, { rule: 'cancelled' });
  if (calledBefore && call.attempts.length === 0)
    return finish(calledBefore.outcome, { rule: 'called-before', ...calledBefore });
  if (optedOut) return finish(Outcome.OptedOut, { rule: 'opted-out', why: optedOut.reason });
  const refused = call.attempts.find((attempt) => attempt.refused);
  if (refused) return finish(Outcome.OptedOut, { rule: 'refused', attempt: refused.number });
  if (concluded) return finish(Outcome.Concluded, { rule: 'concluded', ...concluded });
  const reached = call.attempts.find((attempt) => attempt.reached);
  if (reached) return finish(Outcome.Reached, { rule: 'reached', attempt: reached.number });

  const callback = dueCallback(call, now);
  const asCallback = callback && dialFor(asked, targetOf(callback));
  return asCallback && asCallback.do !== 'nothing' ? asCallback : climb(asked);
}

interface Question {
  /** Without attempts that never rang. */
  readonly call: CallFacts;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly almanac: Almanac;
  /** Of the next attempt. */
  readonly number: number;
}

/** The next attempt of the ladder. */
function climb(asked: Question): Decision {
  const { call, now } = asked;
  const position = ladderPosition(call, now);
  const notes = [...skips(call.skippedSteps), ...missedReason(call)];
  if (position.at === 'end') return finish(position.outcome, ...notes, endReason(position.why, call));
  const { step, passedOver } = position;
  const until = deadlineOf(call);
  const reasons = [...notes, ...skips(passedOver), stepReason(call, step)];
  const other = otherStep(call, step, now)?.name;
  const dial = dialFor(asked, {
    step,
    until,
    reasons,
    delays: spacingOf(call, step),
    ...(other === undefined ? {} : { otherStep: other }),
  });
  if (dial.do !== 'nothing') return dial;
  return {
    do: 'finish',
    outcome: Outcome.Expired,
    reasons: inWords(
      [...missedReason(call), ...dial.why, { rule: 'deadline', deadline: iso(until) }],
      zoneShown(call.request, placeOfCallee(call.request)),
    ),
  };
}

function targetOf(callback: DueCallback): Target {
  const { step, passedOver, at, until, otherStep: other } = callback;
  const reason = callbackReason(callback);
  return {
    ...{ step, until, reasons: [reason, ...skips(passedOver)], delays: [{ until: at, reason }] },
    callbackFor: iso(at),
    ...(other === undefined ? {} : { otherStep: other.name }),
  };
}

/** A dial that is wanted: on which step, why, not before its delays and not after `until` (milliseconds since the epoch). */
interface Target {
  readonly step: Step;
  readonly reasons: readonly ReasonData[];
  readonly delays: readonly Delay[];
  readonly until: number;
  readonly callbackFor?: string;
  readonly otherStep?: string;
}

/** The decision that leads to this dial; `nothing` when no dial is permitted up to `until`. */
function dialFor(
  { call, now, almanac, number }: Question,
  target: Target,
): Decision | { readonly do: 'nothing'; readonly why: readonly ReasonData[] } {
  const { step, until, callbackFor, otherStep: other } = target;
  const beforeDial = readBeforeDialReply(call);
  if (beforeDial?.kind === 'refused') return finish(Outcome.Undialable, beforeDial.reason);

  const place = placeOfCallee(call.request);
  const zone = zoneShown(call.request, place);
  const obstacles = obstaclesOf(call, now);
  // A paused call does not poll its obstacles, so it can't tell whether they last.
  if (now >= until) return { do: 'nothing', why: call.control.paused ? [] : obstacles };
  if (call.control.paused) {
    const reasons = inWords([{ rule: 'paused' }]);
    const end = Math.max(until, deadlineOf(call));
    return { do: 'stay-paused', until: iso(end), localTime: shown(end, zone), reasons };
  }

  const others = [...delaysOf(call, step), ...(beforeDial ? [beforeDial] : [])];
  const delays = [...target.delays, ...others].filter((delay) => delay.until > now);
  const earliest = Math.max(now, ...delays.map((delay) => delay.until));
  const callee = calleeOf(call, almanac, place);
  const { limits, counting, attempts } = limitsOfCall(call, callee);
  const allowed = allowedFrom(limits, attempts, earliest, counting);
  const { closesIn, ...hours } = permittedHours(call, callee, almanac);
  const found = findWindow(call, hours.all, { from: allowed.at, until, closesIn }, now);
  const waits = [
    ...delays.map((delay) => delay.reason).filter((reason) => !target.reasons.includes(reason)),
    ...allowed.reasons,
  ];
  const beforeHours = [...target.reasons, ...waits];
  switch (found.kind) {
    case 'none':
      return {
        do: 'nothing',
        why: [
          ...waits,
          ...closedReason(hours.named, allowed.at),
          ...clockReasons(zonesOfHours(hours.named), allowed.at, until),
        ],
      };
    case 'look-up':
      return {
        do: 'look-up',
        what: 'hours-of-operation',
        ...found.lookUp,
        at: iso(found.at),
        localTime: shown(found.at, zone),
        reasons: inWords([...beforeHours, ...found.reasons], zone),
      };
    case 'window': {
      const { start, end } = found.window;
      const all = [...hours.named, ...found.operating];
      const closed = hoursReason(all, allowed.at, found.window);
      const changed = clockReasons(zonesOfHours(all), allowed.at, start);
      return {
        do: 'dial',
        at: iso(start),
        localTime: shown(start, zone),
        notAfter: iso(end),
        reviewAt: found.reviewAt === undefined ? undefined : iso(found.reviewAt),
        attempt: planAttempt(call, step, { number, ...(callbackFor === undefined ? {} : { callbackFor }) }),
        ...(other === undefined ? {} : { otherStep: other }),
        ...(limits.length > 0 ? { checks: checksAt(limits, start, counting) } : {}),
        reasons: inWords(
          [...beforeHours, ...closed, ...changed, ...found.reasons, ...(start > now ? [] : obstacles)],
          zone,
        ),
      };
    }
  }
}

function shown(instant: number, zone: string | undefined): string | undefined {
  return zone === undefined ? undefined : localTime(instant, zone);
}

function skips(skipped: readonly SkippedStep[]): ReasonData[] {
  return skipped.map(({ step, why }) => ({ rule: 'step-skipped', step, why }));
}

function stepReason(call: CallFacts, step: Step): ReasonData {
  const last = call.attempts.at(-1);
  if (!last) return { rule: 'first-attempt', step: step.name };
  const after = last.disposition;
  return last.step === step.name
    ? { rule: 'retry', step: step.name, after }
    : { rule: 'escalate', from: last.step, step: step.name, after };
}

/** The hours have no common window before the deadline. */
function closedReason(hours: readonly Hours[], earliest: number): ReasonData[] {
  const closed = closedAt(hours, earliest);
  return closed.length === 0 ? [] : [{ rule: 'never-open', closed: namesOf(closed) }];
}

/** `closed` may be empty: an open window that is too short to ring in does not count. */
function hoursReason(hours: readonly Hours[], earliest: number, window: Window): ReasonData[] {
  if (window.start <= earliest) return [];
  const closed = closedAt(hours, earliest);
  // With several possible zones, show the clock of the last one to open.
  const [last = closed[0] ?? hours[0]] = closedAt(hours, window.start - 1);
  const zone = last?.zone ?? 'UTC';
  return [
    {
      rule: 'calling-hours',
      closed: namesOf(closed),
      zone,
      opens: iso(window.start),
      localTime: localTime(window.start, zone),
    },
  ];
}

function zonesOfHours(hours: readonly Hours[]): string[] {
  return hours.map(({ zone }) => zone);
}

function namesOf(hours: readonly Hours[]): string[] {
  return [...new Set(hours.map(({ name }) => name))];
}

function endReason(why: LadderEnd, call: CallFacts): ReasonData {
  switch (why) {
    case 'attempt-limit':
      return { rule: 'attempt-limit', limit: call.request.policy.limits.attempts };
    case 'no-step-left':
      return { rule: 'no-step-left' };
    case 'stopped-by-policy': {
      const last = attemptsOfLadder(call).at(-1);
      return last ? { rule: 'stopped-by-policy', after: last.disposition } : { rule: 'no-step-left' };
    }
  }
}

function finish(outcome: Outcome, ...reasons: ReasonData[]): Decision {
  return { do: 'finish', outcome, reasons: inWords(reasons) };
}
