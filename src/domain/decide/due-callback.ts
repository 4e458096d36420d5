import { isSameCaller } from '../call/blocked-caller';
import { pendingCallback, triesOf, type Callback } from '../call/callback';
import type { CallFacts } from '../call/call-facts';
import { iso } from '../iso';
import type { Step } from '../policy/policy';
import type { ReasonData } from './decision';
import { destinationOf } from './destination-of';
import { callerOfStep, firstFree, isFree, supposingBlocked, type FreeStep } from './free-step';
import { isGivenUp } from './ladder';

type CallbackReason = Extract<ReasonData, { rule: 'callback' }>;

export interface DueCallback extends Callback, FreeStep {
  /** The step to dial if the caller ID of this one turns out to be blocked, too. */
  readonly otherStep?: Step;
}

/** The callback to make next, and its step; undefined when there is none, its time is over, or no step can make it. */
export function dueCallback(call: CallFacts, now: number): DueCallback | undefined {
  const callback = pendingCallback(call);
  if (!callback || now >= callback.until) return undefined;
  const steps = stepsFor(call, callback);
  const free = firstFree(call, steps, now);
  if (!free) return undefined;
  const supposing = supposingBlocked(call, free.step);
  const otherStep = steps.find((step) => isFree(supposing, step, now));
  return { ...callback, ...free, ...(otherStep ? { otherStep } : {}) };
}

export function callbackReason({ by, after, at, until }: Callback): CallbackReason {
  return { rule: 'callback', by, after, at: iso(at), until: iso(until) };
}

/** For the ladder: a callback that was asked for last, and is not made. */
export function missedReason(call: CallFacts): ReasonData[] {
  const missed = pendingCallback(call);
  const last = call.attempts.at(-1)?.number ?? 0;
  if (missed?.after !== last) return [];
  return [{ rule: 'callback-missed', at: iso(missed.at), until: iso(missed.until) }];
}

/**
 * The step that the person knows, then the others that dial the same number; without caller IDs from which this callback was blocked.
 */
function stepsFor(call: CallFacts, callback: Callback): readonly Step[] {
  const dialable = call.request.policy.steps.filter((step) => canMake(call, callback, step));
  const own = stepOf(call, callback, dialable);
  if (!own) return [];
  const number = destinationOf(call, own);
  const others = dialable.filter((step) => step !== own && destinationOf(call, step) === number);
  const tried = triesOf(call.attempts, callback.at).flatMap((attempt) =>
    call.request.policy.steps
      .filter(({ name }) => name === attempt.step)
      .map((step) => callerOfStep(call, step)),
  );
  return [own, ...others].filter(
    (step) => !tried.some((caller) => isSameCaller(caller, callerOfStep(call, step))),
  );
}

/** Code may name a time without knowing what became of the number. */
function canMake(call: CallFacts, { by }: Callback, step: Step): boolean {
  return (
    !call.skippedSteps.some((skipped) => skipped.step === step.name) &&
    !(by === 'code' && isGivenUp(call, destinationOf(call, step)))
  );
}

/**
 * The step of the attempt that asked for it, with the same caller ID. If a changed policy no longer has it, or it can't be dialed, the first
 * one that dials the same number. Code asks for no number, so there any step will do.
 */
function stepOf(call: CallFacts, { after, by }: Callback, dialable: readonly Step[]): Step | undefined {
  const last = call.attempts.filter(({ number }) => number <= after).at(-1);
  if (!last) return dialable[0];
  return (
    dialable.find(({ name }) => name === last.step) ??
    dialable.find((step) => destinationOf(call, step) === last.destinationPhoneNumber) ??
    (by === 'code' ? dialable[0] : undefined)
  );
}
