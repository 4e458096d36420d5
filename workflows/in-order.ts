import { CancellationScope, condition, workflowInfo } from '@temporalio/workflow';
import type { LiveCall } from './live-call';

/**
 * The result of a local activity, in the order that a replay has.
 *
 * One at a time: of two side by side a replay gets both results at once, where the workflow had gone on after the first.
 *
 * While a query is answered, the SDK may end the workflow task with the marker of an activity whose result the workflow has
 * not been told of; it is told in the next task, after the messages that come with that. A replay tells the result first. What
 * the workflow does next would not be what its history says, no worker could go on with it, and the call would be
 * forgotten. So that task fails, once: it is done again by a replay, with the result first.
 *
 * @param ask begin it; from what is known when its turn has come
 * @throws Error that fails the workflow task
 */
export async function inOrder<T extends { readonly madeAt?: number }>(
  call: LiveCall,
  ask: () => Promise<T>,
): Promise<T> {
  while (call.awaitsResult) await CancellationScope.nonCancellable(() => condition(() => !call.awaitsResult));
  call.awaitsResult = true;
  const before = call.heardAt;
  try {
    const made = await ask();
    const isLate = call.heardAt !== before && made.madeAt !== undefined && made.madeAt <= call.heardAt;
    if (isLate && !workflowInfo().unsafe.isReplaying) {
      throw new Error('A message was heard before an earlier result. The task is done again, in order');
    }
    return made;
  } finally {
    call.awaitsResult = false;
  }
}

/**
 * Must be called by all that is told from outside, as soon as it is told; and by nothing else. Results of one workflow task come one
 * after the other: if the first counted as heard, the second would seem late in every try of that task, and the call be stuck.
 */
export function heard(call: LiveCall): void {
  // By the worker's own clock, as the result: that of the workflow stands still. Nothing in the history follows from it.
  call.heardAt = workflowInfo().unsafe.now();
}
