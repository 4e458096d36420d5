import { activityInfo } from '@temporalio/activity';
import type { Barred } from '../src/domain/contacts/barred';
import type { DialInput, DialResult } from './dial';
import { isRerun } from './earlier-runs';
import { jittered } from './jittered';
import { askEvery, type AskPermission, type Permission } from './permission';

export type PermissionToSend =
  Extract<Permission, { is: 'permitted' }> | { readonly is: 'not'; readonly so: DialResult };

/**
 * Every send has to be permitted, the first and the next: a worker may have died with the dial in its hands before it had asked. After a
 * send that may have arrived, a no does not un-send it; but where the ledger has never granted the attempt, there was no send.
 */
export async function permissionToSend(
  input: DialInput,
  askPermission: AskPermission,
): Promise<PermissionToSend> {
  const { firstSentAt } = input;
  try {
    const isAgain = firstSentAt !== undefined || isRerun(input.run) || activityInfo().attempt > 1;
    const permission = await askPermission(input, isAgain);
    if (permission.is === 'permitted') return permission;
    const { why, barred, wasNeverGranted } = permission;
    if (firstSentAt !== undefined && !wasNeverGranted) {
      // A hold may be released while there is time to ask again.
      const isRefused = barred.by === 'hold' ? {} : ({ isRefused: true } as const);
      return isNot({ result: 'maybe-sent', why: `not sent again: ${why}`, firstSentAt, ...isRefused });
    }
    return isNot({ result: 'not-sent', why, retryAfter: jittered(delayOf(barred)), barred });
  } catch (error) {
    const why = `it can't be known whether the call is permitted: ${error instanceof Error ? error.message : String(error)}`;
    return isNot(
      firstSentAt === undefined
        ? { result: 'not-sent', why, retryAfter: jittered(unknownDelay) }
        : { result: 'maybe-sent', why, firstSentAt },
    );
  }
}

function isNot(so: DialResult): PermissionToSend {
  return { is: 'not', so };
}

function delayOf(barred: Barred): number {
  return barred.by === 'other-call' ? askEvery(barred.calls) : barredDelay;
}
const barredDelay = 2_000;
/** Temporal, or the worker that answers for a ledger, is back within seconds. */
const unknownDelay = 2_000;
