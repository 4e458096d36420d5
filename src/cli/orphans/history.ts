import type { Client } from '@temporalio/client';
import type { LoadedDataConverter, Payload } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import type { ActivityEnd, HistoryRecord } from './open-attempts';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** What the history of one run tells of contacts. */
export async function readHistory(
  client: Client,
  run: { readonly workflowId: string; readonly runId: string; readonly closedAt: Date },
): Promise<HistoryRecord[]> {
  const { events } = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
  const decoding = decodingWith(client.options.loadedDataConverter);
  const ends = endsOf(events ?? []);
  const records: HistoryRecord[] = [];
  for (const event of events ?? []) {
    const { workflowExecutionStartedEventAttributes: started } = event;
    const { activityTaskScheduledEventAttributes: scheduled } = event;
    const { workflowExecutionSignaledEventAttributes: signal } = event;
    if (started?.continuedExecutionRunId) {
      const [request, carried] = await decoding(started.input?.payloads);
      records.push({ is: 'continued', request, carried, at: timeOf(event) ?? run.closedAt.toISOString() });
    } else if (scheduled && tellingActivities.has(scheduled.activityType?.name ?? '')) {
      const closing = ends.get(String(event.eventId));
      records.push({
        is: 'activity',
        type: scheduled.activityType?.name ?? '',
        input: (await decoding(scheduled.input?.payloads))[0],
        end: await endOf(closing, decoding),
        at: timeOf(closing) ?? run.closedAt.toISOString(),
      });
    } else if (signal?.signalName === 'contactEnded') {
      records.push({ is: 'told', contact: (await decoding(signal.input?.payloads))[0] });
    }
  }
  return records;
}

const tellingActivities: ReadonlySet<string> = new Set(['dial', 'awaitContact', 'findContact']);

/** The events that activities ended with, by the ID of the event that they were scheduled with. */
function endsOf(events: readonly HistoryEvent[]): ReadonlyMap<string, HistoryEvent> {
  return new Map(
    events.flatMap((event) => {
      const end =
        event.activityTaskCompletedEventAttributes ??
        event.activityTaskFailedEventAttributes ??
        event.activityTaskTimedOutEventAttributes ??
        event.activityTaskCanceledEventAttributes;
      return end ? [[String(end.scheduledEventId), event] as const] : [];
    }),
  );
}

async function endOf(event: HistoryEvent | undefined, decoding: Decoding): Promise<ActivityEnd> {
  const completed = event?.activityTaskCompletedEventAttributes;
  if (completed) return { how: 'completed', result: (await decoding(completed.result?.payloads))[0] };
  const failed = event?.activityTaskFailedEventAttributes;
  if (failed) {
    const { details } = failed.failure?.applicationFailureInfo ?? {};
    return { how: 'failed', detail: (await decoding(details?.payloads))[0] };
  }
  const timedOut = event?.activityTaskTimedOutEventAttributes;
  // Temporal writes that it was started with its end, and never where it was not.
  if (timedOut) return { how: 'timed-out', wasStarted: Number(timedOut.startedEventId ?? 0) > 0 };
  return { how: event?.activityTaskCanceledEventAttributes ? 'cancelled' : 'open' };
}

function timeOf(event: HistoryEvent | undefined): string | undefined {
  const { seconds, nanos } = event?.eventTime ?? {};
  if (seconds === undefined || seconds === null) return undefined;
  return new Date(Number(seconds) * 1000 + (nanos ?? 0) / 1e6).toISOString();
}

type Decoding = (payloads: Payload[] | null | undefined) => Promise<unknown[]>;

function decodingWith({ payloadConverter, payloadCodecs }: LoadedDataConverter): Decoding {
  return async (payloads) => {
    let decoded = payloads ?? [];
    for (const codec of [...payloadCodecs].reverse()) decoded = await codec.decode(decoded);
    return decoded.map((payload): unknown => payloadConverter.fromPayload(payload));
  };
}
