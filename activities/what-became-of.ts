import { activityInfo, getClient } from '@temporalio/activity';
import { isGrpcServiceError, ServiceError, type Client } from '@temporalio/client';
import { attemptNumber, callOfAttempt, type Attempt, type CallIdentity } from '../src/domain/attempt';
import { contactOf } from '../src/domain/contacts/contact-of';
import type { KnownCall, LedgerContact, LedgerNews } from '../src/domain/contacts/ledger';
import { isCallRunning, runsOfCall, unlessGone } from '../src/ledger';
import type { ActivityDependencies } from './dependencies';
import { firstOf, isObject } from './dialed-before';
import { ledgersOn } from './ledgers';
import { sentIn, type HistoryEvent } from './sent-in';

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
      const { attemptId, at } = contact;
      const call = callOfAttempt(contact.call, attemptId);
      const known = read.get(call.firstExecutionRunId) ?? whatIsKnown(client, call);
      read.set(call.firstExecutionRunId, known);
      news.push({ ...(await became(contact, call, known, { now, keepFor })), about: { attemptId, at } });
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
/** At most, Temporal's and a worker's; milliseconds. */
const clocksApart = 5 * 60_000;

interface WhatIsKnown {
  readonly isRunning: boolean;
  /** Earlier runs, which Temporal does not know any more, may have dialed anything; milliseconds since the epoch. */
  readonly knownSince: number;
  /** Numbers of the attempts that may have been sent. */
  readonly sent: ReadonlySet<number>;
  /** As the call's result has them. */
  readonly attempts: readonly Attempt[];
}

async function became(
  contact: LedgerContact,
  call: CallIdentity,
  reading: Promise<WhatIsKnown>,
  { now, keepFor }: { readonly now: number; readonly keepFor: number },
): Promise<LedgerNews> {
  const { attemptId, at, subject } = contact;
  const number = attemptNumber(call, attemptId) ?? 0;
  // What can't be decoded must not keep others from being settled, nor the person from being called for ever.
  const known = await reading.catch((error: unknown) => {
    if (error instanceof ServiceError || isGrpcServiceError(error)) throw error;
    return undefined;
  });
  if (!known && now - at < longestUndecoded) {
    return { postponed: { attemptIds: [attemptId], askAt: now + nextQuestion(now - at) } };
  }
  const { isRunning, knownSince, sent, attempts } = known ?? unreadable;
  if (knownSince <= at && !sent.has(number)) return { released: [attemptId] };
  if (isRunning) return { postponed: { attemptIds: [attemptId], askAt: now + nextQuestion(now - at) } };
  const attempt = attempts[number - 1];
  const settled = attempt
    ? contactOf(call, attempt, { subject })
    : {
        attemptId,
        call: call.workflowId,
        at,
        ...(subject === undefined ? {} : { subject }),
        disposition: 'unknown' as const,
      };
  return { recorded: { contacts: [settled], keepFor } };
}

const unreadable: WhatIsKnown = { isRunning: false, knownSince: Infinity, sent: new Set(), attempts: [] };
/** A call talks for no longer; milliseconds. */
const longestUndecoded = day;

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
    for (const number of await sentIn(events ?? [], client.options.loadedDataConverter)) sent.add(number);
    const closing = events?.at(-1)?.workflowExecutionCompletedEventAttributes;
    const result = closing && (await firstOf(client.options.loadedDataConverter, closing.result?.payloads));
    if (isResult(result)) attempts = result.attempts;
  }
  return {
    // As it was before the histories were read: what was begun since is asked about next time.
    isRunning: runs.some(({ status }) => status.name === 'RUNNING'),
    knownSince: Math.min(
      ...runs.map(({ runId, startTime }) =>
        runId === call.firstExecutionRunId ? -Infinity : startTime.getTime() + clocksApart,
      ),
    ),
    ...{ sent, attempts },
  };
}

async function eventsOf(
  client: Client,
  workflowId: string,
  runId: string,
): Promise<readonly HistoryEvent[] | undefined> {
  const history = await unlessGone(client.workflow.getHandle(workflowId, runId).fetchHistory());
  return history?.events ?? undefined;
}

function isResult(result: unknown): result is { readonly attempts: readonly Attempt[] } {
  return isObject(result) && 'attempts' in result && Array.isArray(result.attempts);
}
