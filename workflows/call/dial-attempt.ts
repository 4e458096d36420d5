import {
  ActivityFailure,
  CancellationScope,
  isCancellation,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Priority } from '@temporalio/common';
import { readsAttributes } from '../../src/domain/call/after-call';
import type { Decision } from '../../src/domain/decide/decision';
import { longestRingMs, type AttemptPlan } from '../../src/domain/call/attempt';
import { lineNeededForMs } from '../../src/domain/lines';
import { inMarkdown } from '../../src/domain/markdown';
import { maskPhoneNumber } from '../../src/domain/mask';
import type { Policy } from '../../src/domain/policy/policy';
import { boundsOf, type CallSettings } from '../../src/domain/call/settings';
import { dialActivity, dialStarted } from '../activity-proxies';
import type { Call } from './call';
import type { Dialed, Lost } from './dialed';
import { failedDial, timedOutDial } from './failed-dial';
import { basisOf } from './next-decision';
import { reportedContact } from './reported-contacts';
import { workUntil } from './work-until';
import type { DialInput } from '../../src/contract/dial';

/** What to dial, and under which policy and settings. */
export interface Dial {
  readonly decision: Extract<Decision, { do: 'dial' }>;
  readonly policy: Policy;
  readonly settings: CallSettings;
  /** The dial must confirm the decision before it sends, because the decision is no longer fresh. */
  readonly mustConfirm: boolean;
}

/**
 * Dial an attempt until its result is known. While the answer is lost, the same token is sent again, ahead of other dials, until
 * the policy's re-send window closes.
 *
 * @throws ApplicationFailure when Amazon Connect rejects the request as invalid
 */
export async function dialAttempt(call: Call, dial: Dial): Promise<Dialed> {
  const { decision, policy } = dial;
  let lost: Lost | undefined;
  for (let round = 1; ; round += 1) {
    const dialed = await dialOnce(call, dial, lost?.firstSentAt);
    const dialedAt = lost?.firstSentAt;
    if (dialed.result === 'cancelled' && lost) {
      return { result: 'lost', why: `cancelled while ${lost.why}`, dialedAt };
    }
    if (dialed.result === 'started') return { ...dialed, dialedAt: dialedAt ?? dialed.dialedAt };
    if (dialed.result !== 'maybe-sent') return dialed;

    // A contact event may have reported the contact whose ID was lost.
    const reported = reportedContact(call, decision.attempt.number);
    if (reported) return { result: 'started', contactId: reported.contactId, dialedAt: dialed.firstSentAt };

    // The worker's clock may be ahead of this one.
    lost = { ...dialed, firstSentAt: earlier(dialed.firstSentAt, new Date().toISOString()) };
    const windowEnd = Math.min(
      Date.parse(lost.firstSentAt) + policy.resendWindow,
      Date.parse(decision.notAfter),
    );
    if (policy.resend === 'never' || lost.isRefused || Date.now() >= windowEnd)
      return { result: 'lost', why: lost.why, dialedAt: lost.firstSentAt };
    // The first re-send is immediate. Later ones pause, so that fast failures don't fill the history.
    if (round > 1 && !(await sleepUnlessCancelled(resendPauseMs))) {
      return { result: 'lost', why: lost.why, dialedAt: lost.firstSentAt };
    }
  }
}

const resendPauseMs = 2_000;
/** A send takes up to 5 s and must finish before Temporal times the activity out. */
const lastSendMarginMs = 5_000;
/** A re-send goes ahead of new dials, since the phone may be ringing. It keeps its tenant's fairness key. */
function priorityOf(priority: Priority | undefined, isResend: boolean): Priority | undefined {
  return isResend ? { ...priority, priorityKey: 1 } : priority;
}

/** Both ISO 8601. */
function earlier(one: string, other: string): string {
  return Date.parse(one) < Date.parse(other) ? one : other;
}

async function dialOnce(
  call: Call,
  { decision, policy, settings, mustConfirm }: Dial,
  firstSentAt: string | undefined,
): Promise<Dialed | Lost> {
  const { attempt: plan } = decision;
  const windowEnd = Date.parse(decision.notAfter);
  // A re-send is useful only within the window; the server's clock enforces it in any case.
  const resendEnd = firstSentAt === undefined ? windowEnd : Date.parse(firstSentAt) + policy.resendWindow;
  const queueTimeout = Math.max(
    1,
    Math.min(Math.min(windowEnd, resendEnd) - Date.now(), boundsOf(settings).queueTimeout),
  );
  // A worker that was frozen while holding this task must not send it after Temporal timed it out.
  const lastSend = Date.now() + queueTimeout + settings.dialTimeout - lastSendMarginMs;
  const { originalExecutionRunId, taskQueue } = workflowInfo();
  const reread = contactToReread(call, plan, policy);
  const input: DialInput = {
    call: call.identity,
    taskQueue,
    plan,
    notAfter: new Date(Math.min(windowEnd, lastSend)).toISOString(),
    resend: policy.resend,
    resendWindowMs: policy.resendWindow,
    firstSentAt,
    lineHeldForMs: lineNeededForMs(longestRingMs(plan), policy.usualTalk),
    ...(decision.otherStep === undefined ? {} : { hasOtherStep: true }),
    ...(settings.ledger ? { ledger: ledgerOf(call, decision, policy, settings) } : {}),
    run: {
      startedAt: new Date(call.state.tokensSince).toISOString(),
      originalRunId: originalExecutionRunId,
      isRerun: call.state.isRerun,
    },
    ...(firstSentAt === undefined && (mustConfirm || reread !== undefined)
      ? { confirm: basisOf(call), rereads: reread }
      : {}),
  };
  const isResend = firstSentAt !== undefined;
  const seen = call.run.changes;
  const scheduledAt = new Date().toISOString();
  const dialing = () =>
    dialActivity({
      summary: `${isResend ? 'Re-send: attempt' : 'Attempt'} ${plan.number} · ${inMarkdown(plan.step)} · ${maskPhoneNumber(plan.destinationPhoneNumber)}`,
      dialTimeout: settings.dialTimeout,
      // A dial that waits longer than this was not sent, and is decided again.
      queueTimeout,
      // A new dial waits for a line. A re-send already holds its line, so it must not wait for one.
      taskQueue: isResend ? settings.queues?.urgent : dialQueueOf(plan, settings),
      priority: priorityOf((call.state.request ?? call.given).priority, isResend),
    })(input);
  try {
    // A message that changes the decision (a pause, another policy) removes a dial that has not started from the queue.
    const dialed = await (isResend ? dialing() : workUntil(() => call.run.changes !== seen, dialing));
    if ('hasReread' in dialed) call.run.rereadBefore = plan.number;
    if (dialed.result === 'redecided') return { ...dialed, changes: seen };
    if (dialed.result !== 'started') return dialed;
    const { contactId, sequence, sentAt: dialedAt } = dialed;
    return { result: 'started', contactId, sequence, dialedAt };
  } catch (error) {
    const dialed = failedDial(error, plan, firstSentAt ?? scheduledAt, isResend);
    if (dialed.result !== 'maybe-sent' || isResend) return dialed;
    const died = timedOutDial(error);
    return died === undefined ? dialed : { ...dialed, firstSentAt: (await whenStarted(died)) ?? scheduledAt };
  }
}

/** An agent may set attributes after a talk. They are read once before each attempt. */
function contactToReread({ state, run }: Call, { number }: AttemptPlan, policy: Policy): string | undefined {
  const last = state.attempts.at(-1);
  const isWanted = last?.talkSeconds !== undefined && run.rereadBefore !== number && readsAttributes(policy);
  return isWanted ? last.contactId : undefined;
}

function dialQueueOf({ trafficType }: AttemptPlan, { queues }: CallSettings): string | undefined {
  return trafficType === 'CAMPAIGN' ? (queues?.campaignDial ?? queues?.dial) : queues?.dial;
}

/** The person that the attempt counts for, and the checks to pass before it is sent. */
function ledgerOf(
  { state, given }: Call,
  { attempt, checks = [] }: Extract<Decision, { do: 'dial' }>,
  policy: Policy,
  settings: CallSettings,
): DialInput['ledger'] {
  const { destinationPhoneNumber: person, subject } = state.request ?? given;
  return {
    person,
    ...(subject === undefined ? {} : { subject }),
    checks,
    ...(policy.quietPeriodAppliesTo === 'number' ? { quietPeriodAppliesTo: 'number' as const } : {}),
    lookUpAfterMs:
      settings.dialTimeout + policy.resendWindow + longestRingMs(attempt) + policy.usualTalk + lookUpMarginMs,
  };
}

/** Milliseconds. */
const lookUpMarginMs = 60_000;

/**
 * The first send was no earlier than the start of the dial. The workflow may learn of the time-out days later. Counted from that
 * moment, the re-send window would still be open after Amazon Connect has forgotten the token.
 */
async function whenStarted(activityId: string): Promise<string | undefined> {
  try {
    return await CancellationScope.nonCancellable(() => dialStarted({ activityId }));
  } catch (error) {
    if (error instanceof ActivityFailure) return undefined;
    throw error;
  }
}

/** @returns false when cancelled */
async function sleepUnlessCancelled(milliseconds: number): Promise<boolean> {
  try {
    await sleep(milliseconds, { summary: 'Before the next re-send' });
    return true;
  } catch (error) {
    if (isCancellation(error)) return false;
    throw error;
  }
}
