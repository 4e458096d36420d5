import type { AttemptFacts } from '../call/attempt';
import type { CallFacts } from '../call/call-facts';
import { Disposition, undialable } from '../call/disposition';
import { ruleFor, type Rule } from '../policy/disposition-rules';
import { Outcome } from '../call/outcome';
import type { Step } from '../policy/policy';
import { destinationOf } from './destination-of';
import { firstFree, isFree, reportOf, supposingBlocked, type FreeStep } from './free-step';
import { quietUntil } from './quiet-period';

/** Where a call stands on the escalation ladder. */
export type LadderPosition =
  | ({ readonly at: 'step' } & FreeStep)
  | { readonly at: 'end'; readonly outcome: Outcome; readonly why: LadderEnd };

export type LadderEnd = 'stopped-by-policy' | 'no-step-left' | 'attempt-limit';

/**
 * The step of the next attempt, or how the ladder ended. Computed from the attempts; no position is stored.
 *
 * @param now milliseconds since the epoch
 */
export function ladderPosition(call: CallFacts, now: number): LadderPosition {
  const { steps, limits } = call.request.policy;
  const climbed = { ...call, attempts: attemptsOfLadder(call) };
  const last = climbed.attempts.at(-1);
  if (last && ruleAfter(call, last.disposition).action === 'stop') {
    return { at: 'end', outcome: outcomeOfStop(last.disposition), why: 'stopped-by-policy' };
  }
  const candidates = steps.filter(
    (candidate, index) => isOnTheWay(climbed, candidate, index) && canDial(climbed, candidate),
  );
  const soonest = soonestQuiet(call, candidates, now);
  const free = firstFree(call, soonest, now);
  if (!free) return { at: 'end', outcome: outcomeOfEnd(call), why: 'no-step-left' };
  if (climbed.attempts.length >= limits.attempts) {
    return { at: 'end', outcome: outcomeOfEnd(call), why: 'attempt-limit' };
  }
  return { at: 'step', ...free };
}

/** The step to dial if the caller ID of this one turns out to be blocked, too; undefined when all others are known to be blocked. */
export function otherStep(call: CallFacts, step: Step, now: number): Step | undefined {
  const supposing = supposingBlocked(call, step);
  const position = ladderPosition(supposing, now);
  return position.at === 'step' && isFree(supposing, position.step, now) ? position.step : undefined;
}

export function ruleAfter(call: CallFacts, disposition: Disposition): Rule {
  return ruleFor(call.request.policy.on, disposition);
}

/** Callbacks are made beside the ladder, which then continues where it was. */
export function attemptsOfLadder({ attempts }: CallFacts): readonly AttemptFacts[] {
  return attempts.filter(({ callbackFor }) => callbackFor === undefined);
}

/** Number of attempts made on a step. Steps are matched by name, so attempts still count after a change of policy. */
export function attemptsOn(call: CallFacts, stepName: string): number {
  return attemptsOfLadder(call).filter((attempt) => attempt.step === stepName).length;
}

/**
 * From the last attempt's step on, or the next one; and the steps that were left because their number may have been ringing, or
 * passed over because their caller ID was blocked.
 */
function isOnTheWay(call: CallFacts, step: Step, index: number): boolean {
  const last = call.attempts.at(-1);
  if (!last || index >= candidateAfter(call, last) || reportOf(call, step)) return true;
  if (call.request.policy.quietPeriodAppliesTo === 'person') return false;
  const number = destinationOf(call, step);
  const there = call.attempts.filter((attempt) => attempt.destinationPhoneNumber === number).at(-1);
  return there?.phoneMayBeRinging === true && index >= candidateAfter(call, there);
}

/** Index of the attempt's step, or of the next one. */
function candidateAfter(call: CallFacts, { step: name, disposition }: AttemptFacts): number {
  const index = call.request.policy.steps.findIndex((step) => step.name === name);
  return ruleAfter(call, disposition).action === 'next-step' ? index + 1 : Math.max(index, 0);
}

/** The steps that no quiet period delays; if all are delayed, those whose delay ends first. */
function soonestQuiet(call: CallFacts, candidates: readonly Step[], now: number): readonly Step[] {
  const free = (step: Step) => Math.max(now, quietFor(call, destinationOf(call, step)) ?? now);
  const soonest = Math.min(...candidates.map(free));
  return candidates.filter((step) => free(step) === soonest);
}

/** End of the quiet period that delays a dial to this number, milliseconds since the epoch; undefined when there was none. */
export function quietFor({ attempts, request }: CallFacts, number: string): number | undefined {
  const { policy } = request;
  const isDelayed = (attempt: AttemptFacts) =>
    attempt.phoneMayBeRinging === true &&
    (policy.quietPeriodAppliesTo === 'person' || attempt.destinationPhoneNumber === number);
  const ends = attempts.filter(isDelayed).map((attempt) => quietUntil(policy, attempt));
  return ends.length === 0 ? undefined : Math.max(...ends);
}

function canDial(call: CallFacts, step: Step): boolean {
  return (
    attemptsOn(call, step.name) < step.attempts &&
    !call.skippedSteps.some((skipped) => skipped.step === step.name) &&
    !isLeft(call, step) &&
    !isGivenUp(call, destinationOf(call, step))
  );
}

/** Its last attempt ended in a disposition whose action is `next-step`. */
function isLeft(call: CallFacts, { name }: Step): boolean {
  const last = call.attempts.filter((attempt) => attempt.step === name).at(-1);
  return last !== undefined && ruleAfter(call, last.disposition).action === 'next-step';
}

/** A number is given up once an attempt to it ended in a disposition whose action is `next-number`. */
export function isGivenUp(call: CallFacts, destinationPhoneNumber: string): boolean {
  return call.attempts.some(
    (attempt) =>
      attempt.destinationPhoneNumber === destinationPhoneNumber &&
      ruleAfter(call, attempt.disposition).action === 'next-number',
  );
}

function outcomeOfStop(disposition: Disposition): Outcome {
  if (disposition === Disposition.Voicemail) return Outcome.Voicemail;
  return undialable.has(disposition) ? Outcome.Undialable : Outcome.Exhausted;
}

/** `undialable` only when every attempt failed for good; a person who merely did not answer is `exhausted`. */
function outcomeOfEnd(call: CallFacts): Outcome {
  const { attempts } = call;
  return attempts.length > 0 && attempts.every((attempt) => undialable.has(attempt.disposition))
    ? Outcome.Undialable
    : Outcome.Exhausted;
}
