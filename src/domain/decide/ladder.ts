import type { CallFacts } from '../call/call-facts';
import { Disposition, undialable } from '../call/disposition';
import { ruleFor, type Rule } from '../policy/disposition-rules';
import { Outcome } from '../call/outcome';
import type { Step } from '../policy/policy';

/** Where a call stands on the escalation ladder. */
export type LadderPosition =
  | { readonly at: 'step'; readonly step: Step }
  | { readonly at: 'end'; readonly outcome: Outcome; readonly why: LadderEnd };

export type LadderEnd = 'stopped-by-policy' | 'no-step-left' | 'attempt-limit';

/** The step of the next attempt, or how the ladder ended. Computed from the attempts; no position is stored. */
export function ladderPosition(call: CallFacts): LadderPosition {
  const { steps, limits } = call.request.policy;
  const last = call.attempts.at(-1);
  if (last && ruleAfter(call, last.disposition).action === 'stop') {
    return { at: 'end', outcome: outcomeOfStop(last.disposition), why: 'stopped-by-policy' };
  }
  const step = steps.slice(firstCandidate(call)).find((candidate) => canDial(call, candidate));
  if (!step) return { at: 'end', outcome: outcomeOfEnd(call), why: 'no-step-left' };
  if (call.attempts.length >= limits.attempts) {
    return { at: 'end', outcome: outcomeOfEnd(call), why: 'attempt-limit' };
  }
  return { at: 'step', step };
}

export function ruleAfter(call: CallFacts, disposition: Disposition): Rule {
  return ruleFor(call.request.policy.on, disposition);
}

/** Number of attempts made on a step. Steps are matched by name, so attempts still count after a change of policy. */
export function attemptsOn(call: CallFacts, stepName: string): number {
  return call.attempts.filter((attempt) => attempt.step === stepName).length;
}

export function destinationOf(call: CallFacts, step: Step): string {
  return step.destinationPhoneNumber ?? call.request.destinationPhoneNumber;
}

/** Index of the last attempt's step, or of the next one: the ladder never goes back. */
function firstCandidate(call: CallFacts): number {
  const last = call.attempts.at(-1);
  if (!last) return 0;
  const index = call.request.policy.steps.findIndex((step) => step.name === last.step);
  return ruleAfter(call, last.disposition).action === 'next-step' ? index + 1 : Math.max(index, 0);
}

function canDial(call: CallFacts, step: Step): boolean {
  return (
    attemptsOn(call, step.name) < step.attempts &&
    !call.skippedSteps.some((skipped) => skipped.step === step.name) &&
    !isGivenUp(call, destinationOf(call, step))
  );
}

/** A number is given up once an attempt to it ended in a disposition whose action is `next-number`. */
function isGivenUp(call: CallFacts, destinationPhoneNumber: string): boolean {
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
