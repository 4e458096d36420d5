import { condition, isCancellation } from '@temporalio/workflow';
import { CallPhase } from '../../src/domain/call/call-status';
import type { Decision } from '../../src/domain/decide/decision';
import type { Call } from './call';
import { enter, publishSearchAttributes } from './publish';

/** Wait for a message or the deadline. */
export async function waitWhilePaused(
  call: Call,
  { until }: Extract<Decision, { do: 'stay-paused' }>,
): Promise<undefined> {
  enter(call, CallPhase.Paused);
  publishSearchAttributes(call);
  await waitUntil(call, Date.parse(until), 'Paused');
}

/**
 * Wait with one timer.
 *
 * @param until milliseconds since the epoch
 * @returns true at `until`, false when a message or a cancellation came first
 */
export async function waitUntil({ run }: Call, until: number, summary: string): Promise<boolean> {
  const seen = run.changes;
  try {
    return !(await condition(() => run.changes !== seen, Math.max(1, until - Date.now()), { summary }));
  } catch (error) {
    if (isCancellation(error)) return false;
    throw error;
  }
}
