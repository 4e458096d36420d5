import { defaultPayloadConverter, type WorkflowHandle } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils';
import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time';
import type { temporal } from '@temporalio/proto';
import type { Attempt } from '../../src/domain/call/attempt';
import type { CallResult } from '../../src/domain/call/call-result';
import type { Contact } from '../../src/domain/call/contact';
import type { PolicyInput } from '../../src/domain/policy/policy';
import type { AwaitContactResult } from '../../src/contract/contact';
import type { DecideResult } from '../../src/contract/decide';
import type { DialInput, DialResult } from '../../src/contract/dial';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** What Temporal has recorded of a call, in order: what was asked of it, and what it did. */
export type Moment = { readonly at: number } & (
  | { readonly what: 'started' }
  /** A message that was taken. */
  | { readonly what: 'pause' | 'resume' }
  | { readonly what: 'reschedule'; readonly notBefore: string | null }
  | { readonly what: 'changePolicy'; readonly policy: PolicyInput }
  | { readonly what: 'cancel' }
  | { readonly what: 'told'; readonly contact: Contact }
  /** A dial is asked for; `key` names its activity. */
  | { readonly what: 'dial'; readonly key: string; readonly input: DialInput }
  /** How its activity ended. */
  | { readonly what: 'dialed'; readonly key: string; readonly how: string }
  /** An attempt is recorded. */
  | { readonly what: 'recorded'; readonly attempt: Attempt }
  | { readonly what: 'ended'; readonly result: CallResult }
  | { readonly what: 'failed'; readonly type: string; readonly attempts: readonly Attempt[] }
);

export interface Trace {
  readonly moments: readonly Moment[];
  /** Of each run of the call, in order. */
  readonly histories: readonly History[];
}

/** @param firstRunId of the call's first run; those that went on from it are found */
export async function traceOf(client: Client, workflowId: string, firstRunId: string): Promise<Trace> {
  const histories: History[] = [];
  const moments: Moment[] = [];
  for (let runId: string | undefined = firstRunId; runId !== undefined;) {
    const handle: WorkflowHandle = client.workflow.getHandle(workflowId, runId);
    const history = await handle.fetchHistory();
    histories.push(history);
    moments.push(...momentsOf(history.events ?? [], runId, histories.length === 1));
    runId =
      history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return { moments, histories };
}

function momentsOf(events: readonly HistoryEvent[], runId: string, isFirst: boolean): Moment[] {
  const dials = new Map<string, string>();
  /** The events that scheduled an activity which decides, and records what has ended. */
  const deciding = new Set<string>();
  const updates = new Map<string, { name: string; args: unknown[] }>();
  return events.flatMap((event): Moment[] => {
    const at = tsToMs(event.eventTime);
    const closed = closing(event);
    if (closed) {
      const key = dials.get(String(closed.scheduled));
      if (key !== undefined) return [{ at, what: 'dialed', key, how: closed.how() }];
      return deciding.has(String(closed.scheduled)) ? recordsIn(event, at) : [];
    }
    if (event.workflowExecutionStartedEventAttributes) return isFirst ? [{ at, what: 'started' }] : [];
    if (event.workflowExecutionCancelRequestedEventAttributes) return [{ at, what: 'cancel' }];
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled?.activityType?.name === 'outboundDial') {
      const key = keyOf(runId, scheduled.activityId ?? '');
      dials.set(String(event.eventId), key);
      return [{ at, what: 'dial', key, input: first(scheduled.input) as DialInput }];
    }
    if (
      scheduled &&
      ['outboundDecide', 'outboundAwaitContact'].includes(scheduled.activityType?.name ?? '')
    ) {
      deciding.add(String(event.eventId));
      return [];
    }
    const signaled = event.workflowExecutionSignaledEventAttributes;
    if (signaled) return told(at, first(signaled.input));
    const accepted = event.workflowExecutionUpdateAcceptedEventAttributes;
    if (accepted) {
      const { meta, input } = accepted.acceptedRequest ?? {};
      updates.set(meta?.updateId ?? '', { name: input?.name ?? '', args: values(input?.args) });
      return [];
    }
    const completed = event.workflowExecutionUpdateCompletedEventAttributes;
    if (completed?.outcome?.success) {
      const update = updates.get(completed.meta?.updateId ?? '');
      return update ? [{ at, ...controlOf(update.name, update.args[0]) }] : [];
    }
    const ended = event.workflowExecutionCompletedEventAttributes;
    if (ended) return [{ at, what: 'ended', result: first(ended.result) as CallResult }];
    const failed = event.workflowExecutionFailedEventAttributes?.failure;
    if (failed) {
      const { type, details } = failed.applicationFailureInfo ?? {};
      const last = values(details).at(-1) as { attempts?: Attempt[] } | undefined;
      return [{ at, what: 'failed', type: type ?? '', attempts: last?.attempts ?? [] }];
    }
    return [];
  });
}

function recordsIn({ activityTaskCompletedEventAttributes: completed }: HistoryEvent, at: number): Moment[] {
  if (!completed) return [];
  const result = first(completed.result) as DecideResult | AwaitContactResult;
  const decided = 'result' in result ? (result.result === 'ended' ? result.decided : undefined) : result;
  return (decided?.recorded ?? []).map((attempt) => ({ at, what: 'recorded', attempt }));
}

/** Names an activity of a call. */
export function keyOf(runId: string, activityId: string): string {
  return `${runId}/${activityId}`;
}

/** How an activity ended, and which. */
function closing(event: HistoryEvent): { scheduled: unknown; how: () => string } | undefined {
  const completed = event.activityTaskCompletedEventAttributes;
  if (completed) {
    const how = () => (first(completed.result) as DialResult).result;
    return { scheduled: completed.scheduledEventId, how };
  }
  const failed = event.activityTaskFailedEventAttributes;
  if (failed) {
    const how = () => failed.failure?.applicationFailureInfo?.type ?? '';
    return { scheduled: failed.scheduledEventId, how };
  }
  const timedOut = event.activityTaskTimedOutEventAttributes;
  if (timedOut) return { scheduled: timedOut.scheduledEventId, how: () => 'timed-out' };
  const canceled = event.activityTaskCanceledEventAttributes;
  if (canceled) return { scheduled: canceled.scheduledEventId, how: () => 'cancelled' };
  return undefined;
}

function told(at: number, contact: unknown): Moment[] {
  const isContact = typeof contact === 'object' && contact !== null && 'endedAt' in contact;
  return isContact ? [{ at, what: 'told', contact: contact as Contact }] : [];
}

function controlOf(name: string, argument: unknown) {
  switch (name) {
    case 'pause':
    case 'resume':
      return { what: name } as const;
    case 'reschedule':
      return { what: name, ...(argument as { notBefore: string | null }) } as const;
    case 'changePolicy':
      return { what: name, policy: argument as PolicyInput } as const;
    default:
      throw new Error(`An update that the stories don't know: ${name}`);
  }
}

type Payloads = temporal.api.common.v1.IPayloads | null | undefined;

function values(payloads: Payloads): unknown[] {
  return (payloads?.payloads ?? []).map((payload) => defaultPayloadConverter.fromPayload(payload));
}

function first(payloads: Payloads): unknown {
  return values(payloads)[0];
}
