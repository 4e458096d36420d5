import { activityInfo, Context, getClient } from '@temporalio/activity';

/**
 * Ask the Temporal server for no longer than this activity may take: what Temporal has given up must not go on beside its next
 * try. Nor for longer than anybody waits for it: not when it is cancelled, or its worker stops.
 *
 * @param began when the activity began, where it has done something else before; milliseconds since the epoch
 */
export async function inOwnTime<T>(ask: () => Promise<T>, began = Date.now()): Promise<T> {
  const client = getClient();
  const { startToCloseTimeoutMs: time } = activityInfo();
  const asking = client.withDeadline(began + time - Math.min(forTheAnswer, time / 2), ask);
  // A worker's connection takes no abort signal: the question is left to its deadline.
  return Promise.race([asking, Context.current().cancelled]);
}

/** Milliseconds. */
const forTheAnswer = 2_000;
