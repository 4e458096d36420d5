import type { AttemptFacts } from '../call/attempt';
import { backoff } from '../backoff';
import { isPolled, polledBlock } from './blocked';
import type { CallFacts } from '../call/call-facts';
import type { ReasonData } from './decision';
import { longestDuration } from '../policy/duration';
import { iso } from '../iso';
import { destinationOf } from './destination-of';
import { attemptsOfLadder, attemptsOn, quietFor, ruleAfter } from './ladder';
import type { Step } from '../policy/policy';

/** Delays the next dial until an instant. */
export interface Delay {
  readonly until: number;
  readonly reason: ReasonData;
}

/** The waits before the next attempt of the ladder: after its last one, and after a callback since. */
export function spacingOf(call: CallFacts, step: Step): Delay[] {
  const last = [attemptsOfLadder(call).at(-1), call.attempts.at(-1)].filter((one) => one !== undefined);
  return [...new Set(last)].flatMap((attempt): Delay[] => {
    const wait = spacing(call, attempt, destinationOf(call, step));
    if (wait === undefined) return [];
    const until = Date.parse(attempt.endedAt) + wait;
    return [{ until, reason: { rule: 'spacing', after: attempt.disposition, wait, until: iso(until) } }];
  });
}

/** All other delays of the next dial, including those that are over. */
export function delaysOf(call: CallFacts, step: Step): Delay[] {
  const delays: Delay[] = [];
  const quiet = quietFor(call, destinationOf(call, step));
  if (quiet !== undefined) {
    delays.push({ until: quiet, reason: { rule: 'quiet-period', until: iso(quiet) } });
  }
  const { notBefore } = call.control;
  if (notBefore !== undefined) {
    delays.push({ until: notBefore, reason: { rule: 'not-before', until: iso(notBefore) } });
  }
  const { blocked } = call;
  if (blocked && !isPolled(blocked)) {
    const { until, why } = blocked;
    delays.push({ until, reason: { rule: 'not-sent', why, until: iso(until) } });
  }
  return delays;
}

/** What a due dial waits for, while it lasts. */
export function obstaclesOf({ blocked, request }: CallFacts, now: number): ReasonData[] {
  const polled = polledBlock(blocked, request.policy.instanceId, now);
  return polled ? [{ rule: 'not-sent', why: polled.why }] : [];
}

/** The wait after an attempt, milliseconds. Another number need not wait for one whose answer was lost, unless a rule says so. */
function spacing(call: CallFacts, last: AttemptFacts, number: string): number | undefined {
  const { quietPeriodAppliesTo } = call.request.policy;
  const isElsewhere = last.phoneMayBeRinging === true && last.destinationPhoneNumber !== number;
  const ofStep = quietPeriodAppliesTo === 'number' && isElsewhere ? undefined : stepSpacing(call, last);
  return ruleSpacing(call, last) ?? ofStep;
}

/** The wait of the disposition's rule, growing with each such attempt; undefined when the policy leaves it to the step. */
function ruleSpacing(call: CallFacts, { disposition }: AttemptFacts): number | undefined {
  const { retryAfter, increment = 0 } = ruleAfter(call, disposition);
  if (retryAfter === undefined) return undefined;
  const alike = attemptsOfLadder(call).filter((attempt) => attempt.disposition === disposition).length;
  return Math.min(retryAfter + Math.max(0, alike - 1) * increment, longestDuration);
}

/** The wait of the attempt's step, growing each time. A step that a changed policy no longer has requires no wait. */
function stepSpacing(call: CallFacts, last: AttemptFacts): number {
  const step = call.request.policy.steps.find(({ name }) => name === last.step);
  if (!step) return 0;
  // The longest wait exceeds every deadline. Without it, the instant might not fit a Date.
  const growing = { firstMs: step.retryAfter, factor: step.backoff, longestMs: longestDuration };
  return Math.round(backoff(growing, Math.max(0, attemptsOn(call, step.name) - 1)));
}
