import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { attemptId, type AttemptPlan } from '../../src/domain/call/attempt';
import type { Decision } from '../../src/domain/decide/decision';
import { destinationGuardSchema } from '../../src/domain/destination-guard';
import { allowListsSchema, beforeDialRefusal } from '../../src/domain/policy/allow-lists';
import { saysNotSent } from '../../src/domain/says-not-sent';
import { lineHeldFor } from '../../src/domain/lines';
import type { BlockedCallers } from '../memory/blocked-callers';
import type { CheckHold } from './check-hold';
import type { Decider } from '../decide/decider';
import { systemClock, type ActivityDependencies } from '../dependencies';
import { checkedRequest, refuseGuarded, refuseNotAllowed } from './dial-request';
import type { BusyPeople } from '../memory/busy-people';
import { onALine } from './on-a-line';
import { createCheckPermission } from './check-permission';
import { createCountDial } from './count-dial';
import { rereadContact } from './reread-contact';
import { asResendIfRunAgain } from './run-again';
import { send, whyGivenUp } from './send';
import { watchProcessPauses } from '../memory/watch-process-pauses';
import { countBlockedCallerSkip } from '../metrics';
import { lateDelayMs, notSentYet } from './not-sent-yet';
import type { DialInput, DialResult } from '../../src/contract/dial';

/**
 * Ring one phone, once: StartOutboundVoiceContact with the attempt's ClientToken.
 *
 * If the answer is lost, the same token is sent again within seconds. The activity is idempotent, both when a workflow runs it
 * with one attempt and as a single activity with your own retry policy.
 *
 * @throws ApplicationFailure with a {@link FailureType}; its details say whether the phone could have rung
 */
export function createDial(
  dependencies: ActivityDependencies,
  decider: Decider,
  checkHold: CheckHold,
  busyPeople: BusyPeople,
  blockedCallers: BlockedCallers,
) {
  const { linesOf, clock = systemClock, processPauses = watchProcessPauses() } = dependencies;
  const guard = dependencies.guard && destinationGuardSchema.parse(dependencies.guard);
  const allowed = allowListsSchema.parse(dependencies.allowed ?? {});
  const checkPermission = createCheckPermission(dependencies, checkHold, busyPeople);
  const countDial = createCountDial(dependencies);

  return async function dial(given: DialInput): Promise<DialResult> {
    const began = Date.now();
    const input = asResendIfRunAgain(given);
    const { call, plan, firstSentAt, confirm } = input;
    const request = checkedRequest(input);
    refuseNotAllowed(allowed, input);
    if (guard) refuseGuarded(guard, request, input);
    // Nothing is lost: an unsent dial is decided again, and one that may have been sent is sent again with the same token.
    if (processPauses.wasRecent()) return notSentYet(input, processPaused, processPausedDelayMs);
    if (confirm) {
      try {
        // The workflow's timer has fired by Temporal's clock: this worker's may be behind.
        const now = Math.max(await clock(), activityInfo().currentAttemptScheduledTimestampMs);
        const facts = { ...confirm.facts, request: decider.readRequest(confirm.request) };
        const refused = beforeDialRefusal(allowed, facts.request.policy.beforeDial);
        if (refused !== undefined) return notSentYet(input, `policy.beforeDial ${refused}`, lateDelayMs);
        const newer = decider.decision(facts, now);
        if (!isSameDial(newer, plan, now)) return { result: 'redecided', decision: newer };
      } catch (error) {
        // A fault of this worker, such as a request of a newer version. Nothing was sent, and another worker may take the dial.
        return notSentYet(input, error instanceof Error ? error.message : String(error), lateDelayMs);
      }
    }
    if (input.hasOtherStep && firstSentAt === undefined) {
      const obstacle = blockedCallers.obstacleTo(plan, await clock());
      if (obstacle) {
        countBlockedCallerSkip(obstacle.caller);
        return { result: 'not-sent', obstacle };
      }
    }

    const sending = async () => {
      // After a long wait for a line, another dial of this attempt may be under way.
      const { startToCloseTimeoutMs: time } = activityInfo();
      const tooLate = whyGivenUp(began, time);
      if (tooLate) return notSentYet(input, tooLate, lateDelayMs);
      let hasReread = false;
      if (confirm && input.rereads !== undefined) {
        const facts = { ...confirm.facts, request: decider.readRequest(confirm.request) };
        const reread = await rereadContact(dependencies.connect, input.rereads, facts);
        if (reread.is === 'corrected') return { result: 'corrected', contact: reread.contact } as const;
        if (reread.is === 'unknown') return notSentYet(input, reread.why, lateDelayMs);
        hasReread = true;
      }
      const permission = await checkPermission(input);
      if ('not' in permission) return noted(permission.not, hasReread);
      const { sequence, returnGrant } = permission;
      // The result must be returned before Temporal times this activity out.
      const returnInTime =
        returnGrant && (() => returnGrant(Math.max(1, Math.min(2_000, began + time - Date.now() - 1_000))));
      const overCap = await countDial(input);
      if (overCap) {
        await returnInTime?.();
        return noted(overCap, hasReread);
      }
      const sent = await send(dependencies, input, request, began).catch(async (error: unknown) => {
        if (error instanceof ApplicationFailure && saysNotSent(error)) await returnInTime?.();
        throw error;
      });
      if (sent.result === 'not-sent') await returnInTime?.();
      return sent.result === 'started' && sequence !== undefined
        ? { ...sent, sequence }
        : noted(sent, hasReread);
    };
    const lines = linesOf?.(plan.instanceId, plan.trafficType);
    const attempt = {
      id: attemptId(call, plan.number),
      mayBeRinging: firstSentAt !== undefined,
      heldFor: input.lineHeldForMs ?? lineHeldFor,
    };
    return lines ? onALine(lines, attempt, sending) : sending();
  };
}

function noted(dialed: DialResult, hasReread: boolean): DialResult {
  return hasReread && dialed.result === 'not-sent' ? { ...dialed, hasReread } : dialed;
}

/** Does the decision still say to send now, with the same parameters? */
function isSameDial(decision: Decision, plan: AttemptPlan, now: number): boolean {
  if (decision.do !== 'dial' || Date.parse(decision.at) > now) return false;
  // The same function wrote both, so their members are in the same order.
  return JSON.stringify(decision.attempt) === JSON.stringify(plan);
}

const processPaused =
  'this worker process was paused for a while, so its task may be outdated and was not sent';
/** Another worker takes the dial, or this one after it has caught up; milliseconds. */
const processPausedDelayMs = 1_000;
