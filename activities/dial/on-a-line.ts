import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { LinePool } from '../dependencies';
import type { DialResult } from './dial-contract';
import { jittered } from './jittered';

/**
 * Dial on a line of the instance, so that it never carries more calls than it may: a call too many would end unheard, as a
 * fast busy tone. The line stays with the attempt from here until its contact is seen to end.
 */
export async function onALine(
  lines: LinePool,
  attempt: { readonly id: string; readonly mayBeRinging: boolean; readonly heldFor: number },
  dial: () => Promise<DialResult>,
): Promise<DialResult> {
  if (attempt.mayBeRinging) {
    // It has a line already, and must be asked about whether there is another one or not.
    lines.keep(attempt.id, attempt.heldFor);
    const dialed = await dial();
    // It was never sent, as its ledger can tell.
    if (dialed.result === 'not-sent') lines.free(attempt.id);
    return dialed;
  }
  switch (await lines.take(attempt.id, patience(), attempt.heldFor)) {
    case 'none-free':
      return notSent('no-line', noLine, jittered(delay));
    case 'leaving':
      // Another worker can take it at once.
      return notSent('fault', 'the worker that had taken the dial is stopping', 0);
    case 'taken':
      break;
  }
  try {
    const dialed = await dial();
    if (dialed.result === 'not-sent') lines.free(attempt.id);
    return dialed;
  } catch (error) {
    // A failure that the dial itself says is a refusal; after anything else a phone may be ringing.
    if (error instanceof ApplicationFailure) lines.free(attempt.id);
    throw error;
  }
}

function notSent(by: 'no-line' | 'fault', why: string, retryAfter: number): DialResult {
  return { result: 'not-sent', obstacle: { by, why, retryAfter } };
}

/** How long a dial waits for a line, milliseconds: a quarter of the activity's own time, the rest of which is for sending. */
function patience(): number {
  return Math.min(8_000, activityInfo().startToCloseTimeoutMs / 4);
}

/** Others have waited longer: come back when some calls have ended, milliseconds. */
const delay = 5_000;
const noLine =
  'every line of the instance for this traffic is in use (quotas.concurrentCalls less quotas.inboundHeadroom, or quotas.concurrentCampaignCalls)';
