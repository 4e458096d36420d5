import { isSameCaller, withBlockedCaller, type BlockedCaller, type Caller } from '../call/blocked-caller';
import type { CallFacts, SkippedStep } from '../call/call-facts';
import { callerOf } from '../call/caller-of';
import type { Step } from '../policy/policy';
import { destinationOf } from './destination-of';

/** A step that is dialed, and the ones before it that wait, because their caller IDs are blocked. */
export interface FreeStep {
  readonly step: Step;
  readonly passedOver: readonly SkippedStep[];
}

/**
 * The first of the steps whose caller ID is not blocked; if all are, the first. A blocked caller ID only changes the order of steps: it
 * delays no dial and takes no attempt away.
 *
 * @param now milliseconds since the epoch
 */
export function firstFree(call: CallFacts, steps: readonly Step[], now: number): FreeStep | undefined {
  const step = steps.find((one) => isFree(call, one, now)) ?? steps[0];
  if (!step) return undefined;
  const passedOver = steps.slice(0, steps.indexOf(step)).flatMap((one) => {
    const reported = reportOf(call, one);
    return reported ? [{ step: one.name, why: reported.why }] : [];
  });
  return { step, passedOver };
}

/** No worker has reported its caller ID to the call, or the report's time is over. */
export function isFree(call: CallFacts, step: Step, now: number): boolean {
  const reported = reportOf(call, step);
  return !reported || reported.until <= now;
}

/** The report that the step's caller ID is blocked, also one whose time is over. */
export function reportOf(call: CallFacts, step: Step): BlockedCaller | undefined {
  const { blockedCallers = [] } = call;
  if (blockedCallers.length === 0) return undefined;
  const caller = callerOfStep(call, step);
  return blockedCallers.find((one) => isSameCaller(one, caller));
}

/** The call as it would be with a report of the step's caller ID. */
export function supposingBlocked(call: CallFacts, step: Step): CallFacts {
  const supposed = { ...callerOfStep(call, step), why: '', until: Infinity };
  return { ...call, blockedCallers: withBlockedCaller(call.blockedCallers, supposed) };
}

export function callerOfStep(call: CallFacts, step: Step): Caller {
  const { queueId, sourcePhoneNumber } = step;
  const { instanceId } = call.request.policy;
  return callerOf({
    instanceId,
    queueId,
    sourcePhoneNumber,
    destinationPhoneNumber: destinationOf(call, step),
  });
}
