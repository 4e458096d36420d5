import { pendingCallback, type Callback } from '../call/callback';
import type { CallFacts } from '../call/call-facts';
import { iso } from '../iso';
import type { Step } from '../policy/policy';
import type { ReasonData } from './decision';
import { destinationOf } from './ladder';

type CallbackReason = Extract<ReasonData, { rule: 'callback' }>;

/** The callback to make next, and its step; undefined when there is none, its time is over, or no step can make it. */
export function dueCallback(call: CallFacts, now: number): (Callback & { readonly step: Step }) | undefined {
  const callback = pendingCallback(call);
  if (!callback || now >= callback.until) return undefined;
  const step = stepOf(call, callback);
  return step && { ...callback, step };
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
 * The step of the attempt that asked for it, with the same caller ID. If a changed policy no longer has it, or it can't be dialed, the first
 * one that dials the same number.
 */
function stepOf(call: CallFacts, { after }: Callback): Step | undefined {
  const { steps } = call.request.policy;
  const dialable = steps.filter(({ name }) => !call.skippedSteps.some(({ step }) => step === name));
  const last = call.attempts.filter(({ number }) => number <= after).at(-1);
  if (!last) return dialable[0];
  return (
    dialable.find(({ name }) => name === last.step) ??
    dialable.find((step) => destinationOf(call, step) === last.destinationPhoneNumber)
  );
}
