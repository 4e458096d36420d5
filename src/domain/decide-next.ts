import type { Attempt, AttemptPlan } from './attempt';
import type { CallState } from './call-state';
import type { Decision, ReasonData } from './decision';
import { longestDuration } from './duration';
import type { DialOptions } from './dial-options';
import { attemptsOn, destinationOf, ladderPosition, ruleAfter, type LadderEnd } from './ladder';
import { defaultClosesIn, weekdays, type CallingHours } from './hours/calling-hours';
import { nextDialWindow } from './hours/dial-window';
import type { Hours } from './hours/hours';
import { closedAt, type Window } from './hours/open-windows';
import { Outcome } from './outcome';
import type { Step } from './policy';
import { quietUntil } from './quiet-period';
import { inWords, localTime } from './reasons';

/**
 * What to do next with a call: the heart of the product. A pure function of the call and the instant, so that the
 * workflow, the `explain` query and `outbound plan` all show the same decision.
 *
 * @param now milliseconds since the epoch
 */
export function decideNext(call: CallState, now: number): Decision {
  if (call.control.cancelled) return finish(Outcome.Cancelled, { rule: 'cancelled' });
  const reached = call.attempts.find((attempt) => attempt.reached);
  if (reached) return finish(Outcome.Reached, { rule: 'reached', attempt: reached.number });

  const position = ladderPosition(call);
  if (position.at === 'end') return finish(position.outcome, ...skips(call), endReason(position.why, call));

  const deadline = call.startedAt + call.request.policy.limits.deadline;
  const expired = () => finish(Outcome.Expired, { rule: 'deadline', deadline: iso(deadline) });
  if (now >= deadline) return expired();
  if (call.control.paused)
    return { do: 'hold', until: iso(deadline), reasons: inWords([{ rule: 'paused' }]) };

  const delays = delaysOf(call).filter((delay) => delay.until > now);
  const earliest = Math.max(now, ...delays.map((delay) => delay.until));
  const hours = hoursOf(call);
  const closesIn = call.request.policy.callingHours?.closesIn ?? defaultClosesIn;
  const window = nextDialWindow(hours, { from: earliest, until: deadline, closesIn });
  if (!window) return expired();

  return {
    do: 'dial',
    at: iso(window.start),
    notAfter: iso(window.end),
    attempt: planAttempt(call, position.step),
    reasons: inWords([
      ...skips(call),
      stepReason(call, position.step),
      ...delays.map((delay) => delay.reason),
      ...hoursReason(hours, earliest, window),
    ]),
  };
}

/** The parameters of the next attempt, frozen: another queue, number or flow is another attempt. */
function planAttempt(call: CallState, step: Step): AttemptPlan {
  const { request } = call;
  return {
    ...overlay(request, step),
    name: request.name,
    number: call.attempts.length + 1,
    step: step.name,
    instanceId: request.policy.instanceId,
    contactFlowId: step.contactFlowId ?? request.policy.contactFlowId,
    destinationPhoneNumber: destinationOf(call, step),
    queueId: step.queueId,
    sourcePhoneNumber: step.sourcePhoneNumber,
  };
}

/** The step's options over the request's: a member at a time, and attributes by name. */
function overlay(request: DialOptions, step: DialOptions): DialOptions {
  const attributes = { ...request.attributes, ...step.attributes };
  return {
    description: step.description ?? request.description,
    references: step.references ?? request.references,
    relatedContactId: step.relatedContactId ?? request.relatedContactId,
    ringTimeoutInSeconds: step.ringTimeoutInSeconds ?? request.ringTimeoutInSeconds,
    trafficType: step.trafficType ?? request.trafficType,
    campaignId: step.campaignId ?? request.campaignId,
    answerMachineDetectionConfig: step.answerMachineDetectionConfig ?? request.answerMachineDetectionConfig,
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

/** Something that puts the next dial off until an instant. */
interface Delay {
  readonly until: number;
  readonly reason: ReasonData;
}

function delaysOf(call: CallState): Delay[] {
  const delays: Delay[] = [];
  const last = call.attempts.at(-1);
  if (last) delays.push(...delaysAfter(call, last));
  const { notBefore } = call.control;
  if (notBefore !== undefined) {
    delays.push({ until: notBefore, reason: { rule: 'not-before', until: iso(notBefore) } });
  }
  if (call.notSent) {
    const { until, why } = call.notSent;
    delays.push({ until, reason: { rule: 'not-sent', why, until: iso(until) } });
  }
  return delays;
}

function delaysAfter(call: CallState, last: Attempt): Delay[] {
  const wait = ruleSpacing(call, last) ?? stepSpacing(call, last);
  const until = Date.parse(last.endedAt) + wait;
  const delays: Delay[] = [
    { until, reason: { rule: 'spacing', after: last.disposition, wait, until: iso(until) } },
  ];
  if (last.phoneMayBeRinging) {
    const quiet = quietUntil(call.request.policy, last);
    delays.push({ until: quiet, reason: { rule: 'quiet-period', until: iso(quiet) } });
  }
  return delays;
}

/** The wait after attempts that end so, longer with each of them; undefined where the policy leaves it to the step. */
function ruleSpacing(call: CallState, { disposition }: Attempt): number | undefined {
  const { retryAfter, increment = 0 } = ruleAfter(call, disposition);
  if (retryAfter === undefined) return undefined;
  const alike = call.attempts.filter((attempt) => attempt.disposition === disposition).length;
  return Math.min(retryAfter + (alike - 1) * increment, longestDuration);
}

/** The wait of the attempt's step, longer each time. A step that a changed policy no longer has leaves no wait behind. */
function stepSpacing(call: CallState, last: Attempt): number {
  const step = call.request.policy.steps.find(({ name }) => name === last.step);
  if (!step) return 0;
  const wait = Math.round(step.retryAfter * step.backoff ** (attemptsOn(call, step.name) - 1));
  // Beyond every deadline in any case; uncut, it may be an instant that no date can hold.
  return Math.min(wait, longestDuration);
}

/** All that must be open at once. */
function hoursOf(call: CallState): Hours[] {
  const { callingHours } = call.request.policy;
  return callingHours ? policyHours(callingHours, zonesOf(call)) : [];
}

/** In several zones where the person may be in several: it has to be allowed in each. */
function policyHours({ timeZone, weekly, closedOn }: CallingHours, recipient: readonly string[]): Hours[] {
  const dates = Object.fromEntries(closedOn.map((date) => [date, []]));
  const zones = timeZone === 'recipient' ? recipient : [timeZone];
  return zones.map((zone) => ({ name: 'policy', zone, weekly: weekly ?? always, dates }));
}

const always = Object.fromEntries(
  weekdays.map((weekday) => [weekday, [['00:00', '24:00']]]),
) satisfies Hours['weekly'];

/** The zones in which the person may be. */
function zonesOf(call: CallState): readonly string[] {
  return [call.request.timeZone ?? 'UTC'];
}

function skips(call: CallState): ReasonData[] {
  return call.skippedSteps.map(({ step, why }) => ({ rule: 'step-skipped', step, why }));
}

function stepReason(call: CallState, step: Step): ReasonData {
  const last = call.attempts.at(-1);
  if (!last) return { rule: 'first-attempt', step: step.name };
  const after = last.disposition;
  return last.step === step.name
    ? { rule: 'retry', step: step.name, after }
    : { rule: 'escalate', from: last.step, step: step.name, after };
}

/** Opening in a moment that is too short to ring in is not open, so none may be closed. */
function hoursReason(hours: readonly Hours[], earliest: number, window: Window): ReasonData[] {
  if (window.start <= earliest) return [];
  const closed = closedAt(hours, earliest);
  const zone = (closed[0] ?? hours[0])?.zone ?? 'UTC';
  return [
    {
      rule: 'calling-hours',
      closed: [...new Set(closed.map(({ name }) => name))],
      zone,
      opens: iso(window.start),
      localTime: localTime(window.start, zone),
    },
  ];
}

function endReason(why: LadderEnd, call: CallState): ReasonData {
  switch (why) {
    case 'attempt-limit':
      return { rule: 'attempt-limit', limit: call.request.policy.limits.attempts };
    case 'no-step-left':
      return { rule: 'no-step-left' };
    case 'stopped-by-policy': {
      const last = call.attempts.at(-1);
      return last ? { rule: 'stopped-by-policy', after: last.disposition } : { rule: 'no-step-left' };
    }
  }
}

function finish(outcome: Outcome, ...reasons: ReasonData[]): Decision {
  return { do: 'finish', outcome, reasons: inWords(reasons) };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
