import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { attemptId, type AttemptPlan } from '../../src/domain/call/attempt';
import type { Decision } from '../../src/domain/decide/decision';
import { saysNotSent } from '../../src/domain/failure-details';
import { lineHeldFor } from '../../src/domain/pacing/lines';
import type { AskHold } from './ask-hold';
import type { Decider } from '../decide/decider';
import { systemClock, type ActivityDependencies } from '../dependencies';
import { lateDelay, notSentYet, type DialInput, type DialResult } from './dial-contract';
import { checkedRequest, refuseGuarded } from './dial-request';
import type { EngagedPeople } from './engaged-people';
import { onALine } from './on-a-line';
import { createAskPermission } from './permission';
import { send, whyGivenUp } from './send';
import { watchStandstill } from './standstill';

/**
 * Ring one phone, once: StartOutboundVoiceContact with the attempt's ClientToken.
 *
 * Where the answer is lost, the same token is sent again within seconds. It is idempotent: run by a workflow with one
 * attempt, or as a single activity with a retry policy of your own.
 *
 * @throws ApplicationFailure with a {@link FailureType} and details that say whether the phone could have rung (never, here)
 */
export function createDial(
  dependencies: ActivityDependencies,
  decider: Decider,
  askHold: AskHold,
  engaged: EngagedPeople,
) {
  const { guard, linesOf, clock = systemClock, standstill = watchStandstill() } = dependencies;
  const askPermission = createAskPermission(dependencies, askHold, engaged);

  return async function dial(input: DialInput): Promise<DialResult> {
    const began = Date.now();
    const { call, plan, firstSentAt, confirm } = input;
    const request = checkedRequest(input);
    if (guard) refuseGuarded(guard, input);
    // Nothing is lost by it: what was not sent is decided afresh, and what may have been is asked about again.
    if (standstill.wasRecent()) return notSentYet(input, processPaused, standstillDelay);
    if (confirm) {
      try {
        // The workflow's timer has fired by Temporal's clock: this worker's may be behind.
        const now = Math.max(await clock(), activityInfo().currentAttemptScheduledTimestampMs);
        const facts = { ...confirm.facts, request: decider.readRequest(confirm.request) };
        const newer = decider.decision(facts, now);
        if (!isSameDial(newer, plan, now)) return { result: 'redecided', decision: newer };
      } catch (error) {
        // A fault of this worker, such as a request of a newer version: nothing was sent, and another worker may take it.
        return notSentYet(input, error instanceof Error ? error.message : String(error), lateDelay);
      }
    }

    const sending = async () => {
      // The wait for a line may have taken long: by now another dial of this attempt may be under way.
      const { startToCloseTimeoutMs: time } = activityInfo();
      const tooLate = whyGivenUp(began, time);
      if (tooLate) return notSentYet(input, tooLate, lateDelay);
      const permission = await askPermission(input);
      if ('not' in permission) return permission.not;
      const { contactNumber, giveBack } = permission;
      // What is certain must be reported before Temporal gives this activity up.
      const returning =
        giveBack && (() => giveBack(Math.max(1, Math.min(2_000, began + time - Date.now() - 1_000))));
      const sent = await send(dependencies, input, request, began).catch(async (error: unknown) => {
        if (error instanceof ApplicationFailure && saysNotSent(error)) await returning?.();
        throw error;
      });
      if (sent.result === 'not-sent') await returning?.();
      return sent.result === 'started' && contactNumber !== undefined ? { ...sent, contactNumber } : sent;
    };
    const lines = linesOf?.(plan.instanceId, plan.trafficType);
    const attempt = {
      id: attemptId(call, plan.number),
      mayBeRinging: firstSentAt !== undefined,
      heldFor: input.lineHeldFor ?? lineHeldFor,
    };
    return lines ? onALine(lines, attempt, sending) : sending();
  };
}

/** Is it to be sent now, with the same parameters? */
function isSameDial(decision: Decision, plan: AttemptPlan, now: number): boolean {
  if (decision.do !== 'dial' || Date.parse(decision.at) > now) return false;
  // Both went through JSON, or have the members in the order in which one function writes them.
  return JSON.stringify(decision.attempt) === JSON.stringify(plan);
}

const processPaused = 'this worker stood still for a while, and its task may be an old one';
/** Another worker takes it, or this one once it has caught up; milliseconds. */
const standstillDelay = 1_000;
