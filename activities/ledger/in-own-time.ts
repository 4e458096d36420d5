import { activityInfo, Context, getClient } from '@temporalio/activity';

/**
 * Limit requests to the Temporal server to the time of this activity, so that they don't overlap with its next try. They also end
 * when the activity is cancelled or its worker stops.
 *
 * @param began when the activity began, milliseconds since the epoch. @default now
 */
export async function inOwnTime<T>(send: () => Promise<T>, began = Date.now()): Promise<T> {
  const client = getClient();
  const { startToCloseTimeoutMs: time } = activityInfo();
  const sending = client.withDeadline(began + time - Math.min(answerMarginMs, time / 2), send);
  // A worker's connection supports no abort signal, so the request itself runs until its deadline.
  return Promise.race([sending, Context.current().cancelled]);
}

/** Milliseconds. */
const answerMarginMs = 2_000;
