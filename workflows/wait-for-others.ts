import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import { awaitOtherCallActivity, awaitReleaseActivity } from './activities';
import type { LiveCall } from './live-call';
import { workUntil } from './work-until';

/** Whoever kept the last dial from being sent, where that may be over at any time: an activity can ask them again and again. */
export function whoIsInTheWay(call: LiveCall): LiveCall['waitsFor'] {
  if (!call.notSent) return undefined;
  if (call.onHold !== undefined) return 'release';
  return call.askOtherCallEvery === undefined ? undefined : 'other-call';
}

/** Until they are not in the way any more, the time is over, or something else has to be decided. */
export async function waitForOthers(call: LiveCall, until: number, seen: number): Promise<void> {
  try {
    await workUntil(
      () => call.changes !== seen,
      () => asking(call, Math.max(1, until - Date.now())),
    );
    call.notSent = undefined;
  } catch (error) {
    if (!(error instanceof ActivityFailure) && !isCancellation(error)) throw error;
  }
}

async function asking(
  { identity, request, onHold: instanceId, askOtherCallEvery: askEvery }: LiveCall,
  giveUpAfter: number,
): Promise<void> {
  if (instanceId !== undefined) return awaitReleaseActivity(giveUpAfter)({ instanceId });
  if (askEvery === undefined) return;
  const { destinationPhoneNumber: person } = request;
  return awaitOtherCallActivity({ giveUpAfter, askEvery })({ call: identity, person });
}
