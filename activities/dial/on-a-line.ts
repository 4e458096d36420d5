import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { jittered } from './jittered';
import type { DialResult } from '../../src/contract/dial';
import type { LinePool } from '../../src/pacing/line-pool';

/**
 * Dial on a line of the instance, so that the instance never carries more calls than its quota: one call too many would get a fast
 * busy tone. The attempt holds its line until its contact is seen to end.
 */
export async function onALine(
  lines: LinePool,
  attempt: { readonly id: string; readonly mayBeRinging: boolean; readonly heldFor: number },
  dial: () => Promise<DialResult>,
): Promise<DialResult> {
  if (attempt.mayBeRinging) {
    // It already holds a line, and must be re-sent even if no other line is free.
    lines.keep(attempt.id, attempt.heldFor);
    const dialed = await dial();
    // The ledger has shown that it was never sent.
    if (dialed.result === 'not-sent') lines.free(attempt.id);
    return dialed;
  }
  switch (await lines.take(attempt.id, lineTimeoutMs(), attempt.heldFor)) {
    case 'none-free':
      return notSent('no-line', noLine, jittered(noLineDelayMs));
    case 'leaving':
      // Another worker can take the dial at once.
      return notSent('fault', 'the worker that had taken the dial is stopping', 0);
    case 'taken':
      break;
  }
  try {
    const dialed = await dial();
    if (dialed.result === 'not-sent' || dialed.result === 'corrected') lines.free(attempt.id);
    return dialed;
  } catch (error) {
    // An ApplicationFailure is a refusal. After any other error a phone may be ringing.
    if (error instanceof ApplicationFailure) lines.free(attempt.id);
    throw error;
  }
}

function notSent(by: 'no-line' | 'fault', why: string, retryAfter: number): DialResult {
  return { result: 'not-sent', obstacle: { by, why, retryAfterMs: retryAfter } };
}

/** How long a dial waits for a line, milliseconds: a quarter of the activity's time. The rest is for sending. */
function lineTimeoutMs(): number {
  return Math.min(8_000, activityInfo().startToCloseTimeoutMs / 4);
}

/** Milliseconds: some calls should have ended by then. */
const noLineDelayMs = 5_000;
const noLine =
  'all lines are in use: the instance carries as many calls as its quotas allow (concurrentCalls minus inboundHeadroom; for campaign calls concurrentCampaignCalls, if set)';
