import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';
import { backoff } from '../../src/domain/backoff';
import type { CallState } from '../../src/domain/call/call-state';
import { CallPhase } from '../../src/domain/call/call-status';
import type { Decision, HoursLookUp } from '../../src/domain/decide/decision';
import { fetchHoursActivity } from '../activity-proxies';
import { change, type Call } from './call';
import { failureOf } from './failure-of';
import { enter, publishDetails, publishSearchAttributes } from './publish';
import { waitUntil } from './wait';
import { workUntil } from './work-until';

/**
 * Fetch Amazon Connect's hours of operation when the look-up is due; a new decision follows. A failed look-up is kept in the state
 * too, since earlier hours may still be usable.
 *
 * @throws ApplicationFailure when there are no such hours
 */
export async function lookUpHours(
  call: Call,
  decision: Extract<Decision, { do: 'look-up' }>,
): Promise<undefined> {
  const { run, state } = call;
  const seen = run.changes;
  const isOvertaken = () => run.changes !== seen;
  const { instanceId, hoursOfOperationId, from, until, maxAge } = decision;
  const at = Date.parse(decision.at);
  if (at > Date.now()) {
    enter(call, CallPhase.Waiting);
    publishSearchAttributes(call);
    if (!(await waitUntil(call, at, 'Before the hours are looked up'))) return;
    run.phase = CallPhase.Deciding;
  }
  try {
    publishDetails(call);
    const fetch = fetchHoursActivity({
      summary: `Hours of operation ${hoursOfOperationId}`,
      timeout: longestLookUpMs,
      taskQueue: state.settings?.queues?.describe,
    });
    const { hours, ageMs: age } = await workUntil(isOvertaken, () =>
      fetch({ instanceId, hoursOfOperationId, from, until, maxAge }),
    );
    change(call, {
      operatingHours: { instanceId, hoursOfOperationId, fetched: { ...hours, at: Date.now() - age } },
    });
  } catch (error) {
    if (isCancellation(error)) return;
    const failure = failureOf(error);
    if (failure instanceof ApplicationFailure && failure.nonRetryable) throw failure;
    if (!(error instanceof ActivityFailure)) throw error;
    const { operatingHours } = call.state;
    const known = isOf(operatingHours, decision) ? operatingHours : undefined;
    const inARow = (known?.failed?.inARow ?? 0) + 1;
    const why = error.cause?.message ?? error.message;
    const until = Date.now() + backoff(pause, inARow - 1);
    change(call, {
      operatingHours: {
        ...{ instanceId, hoursOfOperationId, fetched: known?.fetched },
        failed: { why, inARow, until },
      },
    });
  }
}

/** The policy may have named other hours before. */
function isOf(known: CallState['operatingHours'], lookUp: HoursLookUp): boolean {
  return known?.instanceId === lookUp.instanceId && known.hoursOfOperationId === lookUp.hoursOfOperationId;
}

/** Milliseconds, including the wait in the queue and retries. */
const longestLookUpMs = 2 * 60_000;
/** Milliseconds. */
const pause = { firstMs: 30_000, longestMs: 15 * 60_000 };
