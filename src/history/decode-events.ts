import type { LoadedDataConverter, Payload } from '@temporalio/common';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { requiredTsToDate } from '@temporalio/common/lib/time';
import type { temporal } from '@temporalio/proto';
import type { ActivityEnd, CallEvent } from './call-event';
import { ActivityName, contactEnded } from './names';

export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** @param events all events of one run, in order */
export async function decodeEvents(
  events: readonly HistoryEvent[],
  converter: LoadedDataConverter,
): Promise<CallEvent[]> {
  const decode: Decode = (payloads) => decodeArrayFromPayloads(converter, payloads?.payloads);
  const { starts, ends } = byActivity(events);
  const decoded: CallEvent[] = [];
  for (const event of events) {
    const { workflowExecutionStartedEventAttributes: started } = event;
    const { activityTaskScheduledEventAttributes: scheduled } = event;
    const { workflowExecutionSignaledEventAttributes: signal } = event;
    const { workflowExecutionCompletedEventAttributes: completed } = event;
    if (started) {
      const [request, carried] = await decode(started.input);
      const firstExecutionRunId = started.firstExecutionRunId ?? '';
      decoded.push({ is: 'started', firstExecutionRunId, request, carried });
    } else if (scheduled && readTypes.has(scheduled.activityType?.name)) {
      const start = starts.get(String(event.eventId));
      const end = ends.get(String(event.eventId));
      decoded.push({
        is: 'activity',
        activityId: scheduled.activityId ?? '',
        type: scheduled.activityType?.name ?? '',
        input: (await decode(scheduled.input))[0],
        startedAt: start && timeOf(start),
        end: await endOf(end, decode),
        at: timeOf(end ?? events.at(-1) ?? event),
      });
    } else if (signal?.signalName === contactEnded) {
      decoded.push({ is: 'contact-ended', contact: (await decode(signal.input))[0] });
    } else if (completed) {
      decoded.push({ is: 'completed', result: (await decode(completed.result))[0] });
    }
  }
  return decoded;
}

const readTypes: ReadonlySet<unknown> = new Set(Object.values(ActivityName));

type Decode = (payloads: { payloads?: Payload[] | null } | null | undefined) => Promise<unknown[]>;

/** The events that activities started and ended with, by the ID of the event that scheduled them. */
function byActivity(events: readonly HistoryEvent[]) {
  const starts = new Map<string, HistoryEvent>();
  const ends = new Map<string, HistoryEvent>();
  for (const event of events) {
    const start = event.activityTaskStartedEventAttributes;
    const end =
      event.activityTaskCompletedEventAttributes ??
      event.activityTaskFailedEventAttributes ??
      event.activityTaskTimedOutEventAttributes ??
      event.activityTaskCanceledEventAttributes;
    if (start) starts.set(String(start.scheduledEventId), event);
    if (end) ends.set(String(end.scheduledEventId), event);
  }
  return { starts, ends };
}

async function endOf(event: HistoryEvent | undefined, decode: Decode): Promise<ActivityEnd> {
  const completed = event?.activityTaskCompletedEventAttributes;
  if (completed) return { how: 'completed', result: (await decode(completed.result))[0] };
  const failed = event?.activityTaskFailedEventAttributes;
  if (failed) {
    const { type, details } = failed.failure?.applicationFailureInfo ?? {};
    return { how: 'failed', type: type ?? undefined, details: await decode(details) };
  }
  const timedOut = event?.activityTaskTimedOutEventAttributes;
  if (timedOut) return { how: 'timed-out', wasStarted: Number(timedOut.startedEventId ?? 0) > 0 };
  const cancelled = event?.activityTaskCanceledEventAttributes;
  if (cancelled) return { how: 'cancelled', wasStarted: Number(cancelled.startedEventId ?? 0) > 0 };
  return { how: 'open' };
}

function timeOf({ eventTime }: HistoryEvent): string {
  return requiredTsToDate(eventTime, 'eventTime').toISOString();
}
