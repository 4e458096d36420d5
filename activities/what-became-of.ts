import { activityInfo, getClient } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { attemptNumber, callOfAttempt, type Attempt, type CallIdentity } from '../src/domain/attempt';
import { contactOf } from '../src/domain/contacts/contact-of';
import type { KnownCall, LedgerContact, LedgerNews } from '../src/domain/contacts/ledger';
import { isCallRunning, runsOfCall, unlessGone } from '../src/ledger';
import type { ActivityDependencies } from './dependencies';
import { firstOf, isObject, numberOf } from './dialed-before';
import { ledgersOn } from './ledgers';

export interface WhatBecameOfInput {
  /** Reserved, and not recorded in time. */
  readonly contacts: readonly LedgerContact[];
  /** Should be over by now. */
  readonly calls: readonly KnownCall[];
  /** The ledger's clock, milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What became of reservations that nobody recorded: their calls were terminated, or could not tell. As it stands in the
 * calls' histories; an attempt that may have been dialed counts as made.
 */
export function createWhatBecameOf(dependencies: ActivityDependencies) {
  return async function whatBecameOf({ contacts, calls, now }: WhatBecameOfInput): Promise<LedgerNews[]> {
    const { keepFor } = ledgersOn(activityInfo().taskQueue, dependencies);
    const client = getClient();
    const news: LedgerNews[] = [];
    const read = new Map<string, Promise<WhatIsKnown>>();
    for (const contact of contacts) {
      const call = callOfAttempt(contact.call, contact.attemptId);
      const known = read.get(call.firstExecutionRunId) ?? whatIsKnown(client, call);
      read.set(call.firstExecutionRunId, known);
      news.push(became(contact, call, await known, { now, keepFor }));
    }
    for (const { workflowId, firstExecutionRunId } of calls) {
      const call = { workflowId, firstExecutionRunId };
      news.push(
        (await isCallRunning(client, call))
          ? { registered: { ...call, until: now + day } }
          : { left: { ...call, until: now + keepFor } },
      );
    }
    return news;
  };
}

const day = 24 * 60 * 60_000;

interface WhatIsKnown {
  readonly isRunning: boolean;
  /** Runs that Temporal does not know any more may have dialed anything. */
  readonly isComplete: boolean;
  /** Numbers of the attempts that may have been sent. */
  readonly sent: ReadonlySet<number>;
  /** As the call's result has them. */
  readonly attempts: readonly Attempt[];
}

function became(
  contact: LedgerContact,
  call: CallIdentity,
  { isRunning, isComplete, sent, attempts }: WhatIsKnown,
  { now, keepFor }: { readonly now: number; readonly keepFor: number },
): LedgerNews {
  const { attemptId, at, subject } = contact;
  const number = attemptNumber(call, attemptId) ?? 0;
  if (isComplete && !sent.has(number)) return { released: [{ attemptId, at }] };
  if (isRunning) return { postponed: { attemptIds: [attemptId], askAt: now + nextQuestion(now - at) } };
  const attempt = attempts[number - 1];
  const known = attempt
    ? contactOf(call, attempt, { subject })
    : {
        attemptId,
        call: call.workflowId,
        at,
        ...(subject === undefined ? {} : { subject }),
        disposition: 'unknown' as const,
      };
  return { recorded: { contacts: [known], keepFor } };
}

/** The call tells itself when the attempt ends; ever more rarely, since a conversation may be long. */
function nextQuestion(age: number): number {
  return Math.min(Math.max(age, 5 * 60_000), day / 4);
}

async function whatIsKnown(client: Client, call: CallIdentity): Promise<WhatIsKnown> {
  const sent = new Set<number>();
  let attempts: readonly Attempt[] = [];
  const runs = await runsOfCall(client, call);
  for (const { runId } of runs) {
    const events = await eventsOf(client, call.workflowId, runId);
    for (const number of await sentIn(events ?? [], client)) sent.add(number);
    const closing = events?.at(-1)?.workflowExecutionCompletedEventAttributes;
    const result = closing && (await firstOf(client.options.loadedDataConverter, closing.result?.payloads));
    if (isResult(result)) attempts = result.attempts;
  }
  return {
    // As it was before the histories were read: what was begun since is asked about next time.
    isRunning: runs.some(({ status }) => status.name === 'RUNNING'),
    isComplete: runs.some(({ runId }) => runId === call.firstExecutionRunId),
    ...{ sent, attempts },
  };
}

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

async function eventsOf(
  client: Client,
  workflowId: string,
  runId: string,
): Promise<readonly HistoryEvent[] | undefined> {
  const history = await unlessGone(client.workflow.getHandle(workflowId, runId).fetchHistory());
  return history?.events ?? undefined;
}

/** The attempts that a run may have sent: all that it asked to dial, but what is known not to have been sent. */
async function sentIn(events: readonly HistoryEvent[], client: Client): Promise<number[]> {
  const converter = client.options.loadedDataConverter;
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
  }
  return [...dials].filter(([id]) => !unsent.has(id)).map(([, number]) => number);
}

function isResult(result: unknown): result is { readonly attempts: readonly Attempt[] } {
  return isObject(result) && 'attempts' in result && Array.isArray(result.attempts);
}
