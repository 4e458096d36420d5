import { ActivityFailure, condition } from '@temporalio/workflow';
import type { AttemptPlan } from '../src/domain/attempt';
import { awaitOtherCallActivity, awaitReleaseActivity } from './activities';
import type { LiveCall } from './live-call';
import { patience } from './patience';
import { workUntil } from './work-until';

/** Whoever kept the last dial from being sent, where that may be over at any time: an activity can ask them again and again. */
export type InTheWay =
  | { readonly who: 'hold'; readonly instanceId: string }
  | { readonly who: 'other-call'; readonly askEvery: number };

/** @param plan the dial that is to be made */
export function whoIsInTheWay(call: LiveCall, plan: AttemptPlan): InTheWay | undefined {
  const { notSent, onHold, askOtherCallEvery: askEvery } = call;
  if (!notSent?.isWatched) return undefined;
  // Another policy may have led to another instance.
  if (onHold !== undefined)
    return onHold === plan.instanceId ? { who: 'hold', instanceId: onHold } : undefined;
  return askEvery === undefined ? undefined : { who: 'other-call', askEvery };
}

/** @returns whether they are not in the way any more; false when the time is over, or something else has to be decided */
export async function waitForOthers(
  call: LiveCall,
  inTheWay: InTheWay,
  { until, seen }: { readonly until: number; readonly seen: number },
): Promise<boolean> {
  const hasChanged = () => call.changes !== seen;
  const pause = pauseBefore(call, inTheWay);
  if (pause > 0 && (await condition(hasChanged, Math.min(pause, Math.max(1, until - Date.now())))))
    return false;
  try {
    await workUntil(hasChanged, () => asking(call, inTheWay, Math.max(1, until - Date.now())));
    call.notSent = undefined;
    return true;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return false;
  }
}

/** Whoever hears time and again that the way is free, and then that it is not, asks ever more rarely; milliseconds. */
function pauseBefore({ engagedInARow }: LiveCall, inTheWay: InTheWay): number {
  if (inTheWay.who === 'hold' || engagedInARow <= mostAtOnce) return 0;
  return patience(inTheWay.askEvery, engagedInARow - mostAtOnce, Math.max(inTheWay.askEvery, longestPause));
}

/** Others may have been faster. */
const mostAtOnce = 3;
/** Milliseconds. */
const longestPause = 60_000;

async function asking(
  { identity: call, request: { destinationPhoneNumber: person } }: LiveCall,
  inTheWay: InTheWay,
  giveUpAfter: number,
): Promise<void> {
  switch (inTheWay.who) {
    case 'hold':
      return awaitReleaseActivity(giveUpAfter)({ instanceId: inTheWay.instanceId });
    case 'other-call':
      return awaitOtherCallActivity({ giveUpAfter, askEvery: inTheWay.askEvery })({ call, person });
  }
}
