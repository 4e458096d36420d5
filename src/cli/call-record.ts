import type { WorkflowExecutionDescription } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { SearchAttribute } from '../contract/search-attributes';
import type { CallResult } from '../domain/call/call-result';
import { maskPhoneNumber } from '../domain/mask';
import { attemptsIn, readRun, type AttemptInHistory } from '../history';
import { firstRunOf } from '../ledger';
import type { Connected } from './temporal-client';
import { describeEnd, resultText, time } from './timeline';

/** What Temporal has recorded of a call: no worker is needed to read it. */
export interface CallRecord {
  readonly workflowId: string;
  /** Temporal's status of its newest run, such as `RUNNING`. */
  readonly run: string;
  readonly taskQueue: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601. */
  readonly closedAt?: string | undefined;
  /** From the search attributes; undefined where they are not registered. */
  readonly state?: string | undefined;
  /** ISO 8601, from the search attributes. */
  readonly nextAttemptAt?: string | undefined;
  readonly attempts: readonly { readonly number: number; readonly text: string }[];
  /** Activities under way, such as `outboundDial (STARTED, attempt 1)`. */
  readonly pending: readonly string[];
  /** Of a call that has completed. */
  readonly result?: CallResult | undefined;
}

export async function recordOf(
  { client, calls }: Connected,
  run: WorkflowExecutionDescription,
): Promise<CallRecord> {
  const { workflowId, runId, status, typedSearchAttributes: attributes } = run;
  const identity = { workflowId, firstExecutionRunId: firstRunOf(run) };
  const events = (await readRun(client, workflowId, runId)) ?? [];
  return {
    workflowId,
    run: status.name,
    taskQueue: run.taskQueue,
    startedAt: run.startTime.toISOString(),
    closedAt: run.closeTime?.toISOString(),
    state: attributes.get(SearchAttribute.Status),
    nextAttemptAt: attributes.get(SearchAttribute.NextAttemptTime)?.toISOString(),
    attempts: attemptsIn(identity, [events]).map((attempt) => ({
      number: attempt.number,
      text: textOf(attempt),
    })),
    pending: (run.raw.pendingActivities ?? []).map(
      ({ activityType, state, attempt }) =>
        `${activityType?.name ?? ''} (${stateOf(state)}, attempt ${attempt ?? 1})`,
    ),
    result: status.name === 'COMPLETED' ? await calls.getHandle(workflowId).result() : undefined,
  };
}

function textOf({ record, dial, destinationPhoneNumber, hasEnded }: AttemptInHistory): string {
  if (record) return describeEnd(record);
  const to = `to ${maskPhoneNumber(destinationPhoneNumber)}`;
  if (typeof dial === 'object')
    return `contact ${dial.contactId} ${hasEnded ? 'has ended' : 'is under way'} (${to})`;
  return dial === 'not-sent' ? `was not sent (${to})` : `was or is being dialed (${to})`;
}

function stateOf(state: temporal.api.enums.v1.PendingActivityState | null | undefined): string {
  const name = temporal.api.enums.v1.PendingActivityState[state ?? 0];
  return name?.replace('PENDING_ACTIVITY_STATE_', '') ?? 'UNSPECIFIED';
}

/** For people. */
export function recordText(record: CallRecord): string {
  const { workflowId, run, result, state, nextAttemptAt, attempts, pending } = record;
  if (result) return resultText(workflowId, result);
  const until = record.closedAt === undefined ? '' : ` to ${time(record.closedAt)}`;
  return [
    `${workflowId}: ${run} on task queue ${record.taskQueue}, ${record.closedAt === undefined ? 'since' : 'from'} ${time(record.startedAt)}${until}`,
    ...(state === undefined ? [] : [`  last state ${state}`]),
    ...attempts.map(({ number, text }) => `  attempt ${number}  ${text}`),
    ...pending.map((activity) => `  pending    ${activity}`),
    ...(nextAttemptAt === undefined ? [] : [`  next       due at ${time(nextAttemptAt)}`]),
  ].join('\n');
}
