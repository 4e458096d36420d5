import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import type { AttemptPlan } from '../../src/domain/call/attempt';
import {
  isAllowed,
  type BeforeDialQuestion,
  type BeforeDialReply,
} from '../../src/domain/decide/before-dial';
import { CallPhase } from '../../src/domain/call/call-status';
import type { Decision } from '../../src/domain/decide/decision';
import { beforeDialActivity } from '../activity-proxies';
import { change, type Call } from './call';
import { publishDetails } from './publish';
import { workUntil } from './work-until';

/**
 * Query the policy's `beforeDial` activity: may the attempt be made now? Nothing is dialed without its permission. If it fails or
 * returns an invalid answer, the call waits and queries it again.
 *
 * @returns false when a new decision is needed first
 */
export async function mayDial(
  call: Call,
  { attempt, notAfter }: Extract<Decision, { do: 'dial' }>,
): Promise<boolean> {
  const { run, state } = call;
  const { beforeDial } = state.request?.policy ?? {};
  if (!beforeDial) return true;
  const seen = run.changes;
  const isOvertaken = () => run.changes !== seen;
  run.phase = CallPhase.Waiting;
  run.pendingBeforeDial = beforeDial;
  publishDetails(call);
  const query = beforeDialActivity({
    activity: beforeDial.activity,
    taskQueue: beforeDial.taskQueue,
    answerTimeout: beforeDial.timeout,
    summary: `May attempt ${attempt.number} be made?`,
    timeout: Math.max(1, Math.min(longestQueryMs, Date.parse(notAfter) - Date.now())),
  });
  const result = await resultOf(workUntil(isOvertaken, () => query(questionOf(call, attempt))));
  run.pendingBeforeDial = undefined;
  if (!result) return false;
  if (!('answer' in result) || !isAllowed(result.answer)) {
    const { activity, taskQueue } = beforeDial;
    const tries = (call.state.beforeDial?.tries ?? 0) + 1;
    change(call, { beforeDial: { activity, taskQueue, at: Date.now(), tries, result } });
    return false;
  }
  change(call, { beforeDial: undefined });
  // An answer that arrives after the window is requested again in the next window.
  return !isOvertaken() && Date.now() < Date.parse(notAfter);
}

/** Milliseconds, retries included. After it, the timeline shows why there is no answer. */
const longestQueryMs = 5 * 60_000;

/** @returns undefined when the request was cancelled or overtaken by a message */
async function resultOf(answering: Promise<unknown>): Promise<BeforeDialReply['result'] | undefined> {
  try {
    return { answer: await answering };
  } catch (error) {
    if (isCancellation(error)) return undefined;
    if (!(error instanceof ActivityFailure)) throw error;
    return { failure: error.cause?.message ?? error.message };
  }
}

function questionOf({ identity, state, given }: Call, attempt: AttemptPlan): BeforeDialQuestion {
  return {
    workflowId: identity.workflowId,
    runId: identity.firstExecutionRunId,
    attempt: attempt.number,
    step: attempt.step,
    destinationPhoneNumber: attempt.destinationPhoneNumber,
    subject: (state.request ?? given).subject,
    name: attempt.name,
    attributes: attempt.attributes,
  };
}
