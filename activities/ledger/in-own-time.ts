import { activityInfo, Context, getClient } from '@temporalio/activity';

/**
 * Limit requests to the Temporal server to the time of this activity, so that they don't overlap with its next try. They also end
 * when the activity is cancelled or its worker stops.
 *
 * @param began when the activity began, milliseconds since the epoch. @default now
 */
export async function inOwnTime<T>(ask: () => Promise<T>, began = Date.now()): Promise<T> {
  const client = getClient();
  const { startToCloseTimeoutMs: time } = activityInfo();
  const asking = client.withDeadline(began + time - Math.min(forTheAnswer, time / 2), ask);
  // A worker's connection supports no abort signal, so the request itself runs until its deadline.
  return Promise.race([asking, Context.current().cancelled]);
}

/** Milliseconds. */
const forTheAnswer = 2_000;
