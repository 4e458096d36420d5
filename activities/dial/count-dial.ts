import { activityInfo, getClient } from '@temporalio/activity';
import { attemptId } from '../../src/domain/call/attempt';
import { dialCapOf, destinationGuardSchema } from '../../src/domain/destination-guard';
import { countDial, nextDay } from '../../src/pacing/daily-dials';
import type { DialInput, DialResult } from '../../src/contract/dial';
import { systemClock, type ActivityDependencies } from '../dependencies';
import { InTurn } from './in-turn';
import { jittered } from './jittered';
import { countCappedDial } from '../metrics';
import { notSentYet } from './not-sent-yet';

/**
 * Counts a dial to a country that `guard.dialsPerDay` caps, immediately before it is sent. A re-send was counted before its first send.
 * A worker's dials to one country are counted one after the other: Temporal accepts ten updates of a workflow at a time.
 *
 * @returns the dial's result when it must not be sent
 */
export function createCountDial({ guard: given, clock = systemClock }: ActivityDependencies) {
  const guard = given && destinationGuardSchema.parse(given);
  const countries = new InTurn();

  return async function countedOrNot(input: DialInput): Promise<DialResult | undefined> {
    const { call, plan, firstSentAt, taskQueue } = input;
    const cap = guard && dialCapOf(guard, plan.destinationPhoneNumber);
    if (!cap || firstSentAt !== undefined) return undefined;
    const id = attemptId(call, plan.number);
    const until = Date.now() + timeoutMs;
    try {
      const at = await clock();
      const { workflowExecution, activityId, attempt } = activityInfo();
      const updateId = `${id}~${workflowExecution?.runId ?? ''}.${activityId}.${attempt}`;
      const client = getClient();
      const isCounted = await countries.do(cap.country, () =>
        client.withDeadline(until, () =>
          countDial({ client, taskQueue }, { attemptId: id, cap, at }, updateId),
        ),
      );
      if (isCounted) return undefined;
      countCappedDial(cap.country);
      const why = `guard.dialsPerDay in temporal.config.ts allows ${cap.most} dials a day (UTC) to ${cap.country}, and as many have been made`;
      return { result: 'not-sent', obstacle: { by: 'guard', why, until: nextDay(at) } };
    } catch (error) {
      const why = `the dial could not be counted for guard.dialsPerDay: ${error instanceof Error ? error.message : String(error)}`;
      return notSentYet(input, why, jittered(unknownDelayMs));
    }
  };
}

/** Milliseconds: most of the dial's time must be left for sending. */
const timeoutMs = 8_000;
/** Temporal, or the count's worker, usually recovers within seconds; milliseconds. */
const unknownDelayMs = 2_000;
