import { ActivityFailure, ApplicationFailure, condition, isCancellation } from '@temporalio/workflow';
import { CallPhase } from '../src/domain/call-status';
import type { Decision, HoursLookUp } from '../src/domain/decision';
import type { CallSettings } from '../src/domain/settings';
import { fetchHoursActivity } from './activities';
import { failureOf } from './failure-of';
import type { LiveCall } from './live-call';
import { patience } from './patience';
import { publishDetails, publishSearchAttributes } from './publish';
import { workUntil } from './work-until';

/**
 * Ask Amazon Connect for its hours of operation, when it is time; then everything is decided afresh. That it could not be asked is
 * known then, too: what was told before may still be good.
 *
 * @param now when it was decided, milliseconds since the epoch
 * @throws ApplicationFailure where there are no such hours
 */
export async function lookUpHours(
  call: LiveCall,
  decision: Extract<Decision, { do: 'look-up' }>,
  { settings, seen, now }: { settings: CallSettings; seen: number; now: number },
): Promise<void> {
  const isOvertaken = () => call.changes !== seen;
  const { instanceId, hoursOfOperationId, from, until, maxAge } = decision;
  const at = Date.parse(decision.at);
  try {
    if (at > now) {
      call.phase = CallPhase.Waiting;
      publishDetails(call);
      publishSearchAttributes(call);
      await condition(isOvertaken, Math.max(1, at - Date.now()), { summary: 'Before asking for the hours' });
      return;
    }
    publishDetails(call);
    const fetch = fetchHoursActivity({
      summary: `Hours of operation ${hoursOfOperationId}`,
      patience: longestLookUp,
      taskQueue: settings.lane?.describe,
    });
    const { hours, age } = await workUntil(isOvertaken, () =>
      fetch({ instanceId, hoursOfOperationId, from, until, maxAge }),
    );
    call.operatingHours = { instanceId, hoursOfOperationId, told: { ...hours, at: Date.now() - age } };
  } catch (error) {
    if (isCancellation(error)) return;
    const failure = failureOf(error);
    if (failure instanceof ApplicationFailure && failure.nonRetryable) throw failure;
    if (!(error instanceof ActivityFailure)) throw error;
    const known = isOf(call.operatingHours, decision) ? call.operatingHours : undefined;
    const inARow = (known?.untold?.inARow ?? 0) + 1;
    const why = error.cause?.message ?? error.message;
    call.operatingHours = {
      ...{ instanceId, hoursOfOperationId, told: known?.told },
      untold: { why, inARow, until: Date.now() + patience(pause, inARow - 1) },
    };
  }
}

/** The policy may have named others before. */
function isOf(known: LiveCall['operatingHours'], asked: HoursLookUp): boolean {
  return known?.instanceId === asked.instanceId && known.hoursOfOperationId === asked.hoursOfOperationId;
}

/** Milliseconds; its turn behind other questions, and what it takes to be asked again. */
const longestLookUp = 2 * 60_000;
/** Milliseconds; longer each time. */
const pause = 30_000;
