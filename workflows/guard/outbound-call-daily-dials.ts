import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { countDialUpdate, dialsCountedQuery } from '../../src/contract/daily-dials-messages';
import { onQuery, onUpdate } from '../handle';

/**
 * Counts the dials of one day to the numbers of one country, each attempt once. It is started by the first of them, and ends some time
 * after the day.
 *
 * @param until milliseconds since the epoch
 * @param counted by the previous run: hashes of the attempts' IDs
 */
export async function outboundCallDailyDials(until: number, counted: readonly string[] = []): Promise<void> {
  const attempts = new Set(counted);
  let changes = 0;

  onUpdate(
    countDialUpdate,
    ({ attempt, most }) => {
      changes += 1;
      if (attempts.has(attempt)) return true;
      if (attempts.size >= most) return false;
      attempts.add(attempt);
      return true;
    },
    'Count one more dial',
  );
  onQuery(dialsCountedQuery, () => attempts.size, 'How many dials were counted');

  const isLong = () => changes >= mostUpdates || workflowInfo().continueAsNewSuggested;
  const leftMs = Math.max(1, Math.min(until - Date.now(), longestMs)) || 1;
  if (await condition(isLong, leftMs, { summary: 'Until the day is over' }))
    await continueAsNew<typeof outboundCallDailyDials>(until, [...attempts]);
}

/** Temporal accepts 2,000 updates per run. */
const mostUpdates = 1_000;
/** Whoever starts it: a day and its margin; milliseconds. */
const longestMs = 72 * 60 * 60_000;
