import type { LoadedDataConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { firstOf, isObject, numberOf } from './dialed-before';

export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** The attempts that a run may have sent: all that it asked to dial, but what is known not to have been sent. */
export async function sentIn(
  events: readonly HistoryEvent[],
  converter: LoadedDataConverter,
): Promise<number[]> {
  const dials = new Map<string, number>();
  const unsent = new Set<string>();
  for (const event of events) {
    const { activityTaskScheduledEventAttributes: scheduled } = event;
    if (scheduled?.activityType?.name === 'dial') {
      const number = numberOf(await firstOf(converter, scheduled.input?.payloads));
      if (typeof number === 'number') dials.set(String(event.eventId), number);
      continue;
    }
    const completed = event.activityTaskCompletedEventAttributes;
    const failed = event.activityTaskFailedEventAttributes;
    const timedOut = event.activityTaskTimedOutEventAttributes;
    const cancelled = event.activityTaskCanceledEventAttributes;
    const id = String((completed ?? failed ?? timedOut ?? cancelled)?.scheduledEventId);
    if (!dials.has(id)) continue;
    const result = completed && (await firstOf(converter, completed.result?.payloads));
    const failure = failed?.failure?.applicationFailureInfo;
    const detail = await firstOf(converter, failure?.details?.payloads);
    const wasNotSent =
      // A worker without this activity has sent nothing.
      failure?.type === 'NotFoundError' ||
      (isObject(result) && 'result' in result && result.result === 'not-sent') ||
      (isObject(detail) && 'phoneMayHaveRung' in detail && detail.phoneMayHaveRung === false);
    // Temporal writes that an activity was started with its end, and never where it was not; one that has started is not
    // cancelled, but waited for.
    const wasNotStarted = timedOut ? Number(timedOut.startedEventId ?? 0) === 0 : Boolean(cancelled);
    if (wasNotSent || wasNotStarted) unsent.add(id);
    // Asked again, the ledger has never granted it: no dial before was sent, whatever became of its worker.
    if (wasNotSent && completed) {
      for (const [earlier, number] of dials) if (number === dials.get(id)) unsent.add(earlier);
    }
  }
  return [...dials].filter(([id]) => !unsent.has(id)).map(([, number]) => number);
}
