import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import type { AttemptPlan } from '../../src/domain/call/attempt';
import {
  isAllowed,
  type BeforeDialQuestion,
  type HeardBeforeDial,
} from '../../src/domain/decide/before-dial';
import { CallPhase } from '../../src/domain/call/call-status';
import type { Decision } from '../../src/domain/decide/decision';
import { beforeDialActivity } from '../activities';
import { change, type Call } from './call';
import { publishDetails } from './publish';
import { workUntil } from './work-until';

/**
 * Ask the policy's own activity whether the attempt may be made now. Nothing is dialed without its word: where it can't be asked, or
 * says nothing that can be understood, that is a reason to wait, and it is asked again.
 *
 * @returns false when something else has to be decided first
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
  run.asking = beforeDial;
  publishDetails(call);
  const ask = beforeDialActivity({
    activity: beforeDial.activity,
    taskQueue: beforeDial.taskQueue,
    answerTimeout: beforeDial.timeout,
    summary: `May attempt ${attempt.number} be made?`,
    timeout: Math.max(1, Math.min(longestAsking, Date.parse(notAfter) - Date.now())),
  });
  const said = await saidBy(workUntil(isOvertaken, () => ask(questionOf(call, attempt))));
  run.asking = undefined;
  if (!said) return false;
  if (!('answer' in said) || !isAllowed(said.answer)) {
    const { activity, taskQueue } = beforeDial;
    const times = (call.state.beforeDial?.times ?? 0) + 1;
    change(call, { beforeDial: { activity, taskQueue, at: Date.now(), times, said } });
    return false;
  }
  change(call, { beforeDial: undefined });
  // An answer that came too late for the window is asked for again in the next one.
  return !isOvertaken() && Date.now() < Date.parse(notAfter);
}

/** Milliseconds: tried again and again meanwhile; then the timeline says why. */
const longestAsking = 5 * 60_000;

/** @returns undefined when it was cancelled, or overtaken by a message */
async function saidBy(asking: Promise<unknown>): Promise<HeardBeforeDial['said'] | undefined> {
  try {
    return { answer: await asking };
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
