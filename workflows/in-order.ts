import { CancellationScope, condition, workflowInfo, type WorkflowInfo } from '@temporalio/workflow';
import type { LiveCall } from './live-call';

/**
 * The result of a local activity, in the order that a replay has: its marker may be in a workflow task before the one in which it is
 * told. A call has one local activity at a time, the decision. (Of two side by side a replay gets both results at once, where
 * the workflow had gone on after the first.)
 *
 * While a query is answered, the SDK may end the workflow task with the marker of an activity whose result the workflow has
 * not been told of; it is told in the next task, together with what that brings. A replay tells the result first. What
 * the workflow does next would not be what its history says, no worker could go on with it, and the call would be
 * forgotten. So that task fails: it is done again by a replay, with the result first.
 *
 * Where the task ends while the activity still runs, it is the other way round: a replay may tell the result together with what
 * came before it. So whatever else there is to do is done first.
 *
 * @throws Error that fails the workflow task
 */
export async function inOrder<T>(call: LiveCall, result: Promise<T>): Promise<T> {
  const [made] = await Promise.allSettled([result]);
  await allElse();
  const { isReplaying } = workflowInfo().unsafe;
  if (call.heardIn === workflowInfo() && !isReplaying) {
    throw new Error('A message was heard before an earlier result. The task is done again, in order');
  }
  if (made.status === 'rejected') throw made.reason;
  return made.value;
}

/** Until whatever else the workflow is told in this activation has been done: a condition is looked at when nothing else can run. */
async function allElse(): Promise<void> {
  let looks = 0;
  await CancellationScope.nonCancellable(() => condition(() => looks++ > 0));
}

/** The activation in which something was told: the SDK makes this object anew for each. */
export type HeardIn = WorkflowInfo;

/** Must be called as soon as the call is told something by a message, a cancellation, or the end of an activity that a handler began. */
export function heard(call: LiveCall): void {
  call.heardIn = workflowInfo();
}
