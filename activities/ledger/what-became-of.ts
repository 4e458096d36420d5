import { activityInfo, getClient } from '@temporalio/activity';
import { isGrpcServiceError, ServiceError, type Client } from '@temporalio/client';
import { callOfAttempt, type CallIdentity } from '../../src/domain/call/attempt';
import { isOutcome, type Outcome } from '../../src/domain/call/outcome';
import { toCountedAttempt } from '../../src/domain/ledger/to-counted-attempt';
import type { LedgerReport } from '../../src/domain/ledger/apply-report';
import type { LedgerEntry } from '../../src/domain/ledger/ledger';
import { attemptsIn, readRun, type AttemptInHistory } from '../../src/history';
import { isCallRunning, runsOfCall } from '../../src/ledger';
import type { ActivityDependencies } from '../dependencies';
import { isOpen } from '../../src/contract/open-run';
import { ledgersOn } from './ledgers';
import type { WhatBecameOfInput } from '../../src/contract/ledger';
import type { OutboundCallWorkflow } from '../../src/contract/workflow-types';

/**
 * Look up unrecorded reservations in the histories of their calls, which were terminated or could not report. An attempt that may
 * have been dialed counts as made.
 */
export function createWhatBecameOf(dependencies: ActivityDependencies) {
  return async function whatBecameOf({ attempts, calls, now }: WhatBecameOfInput): Promise<LedgerReport[]> {
    const { keepFor } = ledgersOn(activityInfo().taskQueue, dependencies);
    const client = getClient();
    const reports: LedgerReport[] = [];
    const read = new Map<string, Promise<WhatIsKnown>>();
    for (const entry of attempts) {
      const { attemptId, at } = entry;
      const call = callOfAttempt(entry.call, attemptId);
      const known = read.get(call.firstExecutionRunId) ?? whatIsKnown(client, call);
      read.set(call.firstExecutionRunId, known);
      reports.push({ ...(await became(entry, call, known, { now, keepFor })), about: { attemptId, at } });
    }
    for (const { workflowId, firstExecutionRunId } of calls) {
      const call = { workflowId, firstExecutionRunId };
      reports.push(
        (await isCallRunning(client, call))
          ? { registered: { ...call, until: now + day } }
          : { left: { ...call, until: now + keepFor, ...(await outcomeOf(client, call)) } },
      );
    }
    return reports;
  };
}

const day = 24 * 60 * 60_000;
/** Largest assumed difference between Temporal's clock and a worker's, milliseconds. */
const clockMarginMs = 5 * 60_000;

interface WhatIsKnown {
  readonly isRunning: boolean;
  /** Before this instant, runs that Temporal no longer has may have dialed; milliseconds since the epoch. */
  readonly knownSince: number;
  readonly attempts: readonly AttemptInHistory[];
}

async function became(
  entry: LedgerEntry,
  call: CallIdentity,
  reading: Promise<WhatIsKnown>,
  { now, keepFor }: { readonly now: number; readonly keepFor: number },
): Promise<LedgerReport> {
  const { attemptId, at, subject } = entry;
  // An undecodable history must not block the other attempts, nor block calls to the person for ever.
  const known = await reading.catch(unlessService);
  const postponed = { attemptIds: [attemptId], lookUpAt: now + nextLookUpMs(now - at) };
  if (!known && now - at < longestUndecoded) return { postponed };
  const { isRunning, knownSince, attempts } = known ?? unreadable;
  const { dial = 'not-sent', record } = attempts.find((one) => one.attemptId === attemptId) ?? {};
  if (knownSince <= at && dial === 'not-sent') return { released: [attemptId] };
  // A running call may still find the contact of a lost attempt.
  if (isRunning && (!record || record.phoneMayBeRinging)) return { postponed };
  if (record?.neverRang) return { neverRang: [attemptId] };
  const settled = record
    ? toCountedAttempt(call, record, { subject })
    : {
        attemptId,
        call: call.workflowId,
        at,
        ...(subject === undefined ? {} : { subject }),
        disposition: 'unknown' as const,
      };
  return { recorded: { attempts: [settled], keepFor } };
}

/** @throws the error of a request to Temporal; what can't be decoded stays unknown */
function unlessService(error: unknown): undefined {
  if (error instanceof ServiceError || isGrpcServiceError(error)) throw error;
  return undefined;
}

/** Of a call that could not report its end. No outcome where it failed or was terminated, or where Temporal no longer has it. */
async function outcomeOf(client: Client, call: CallIdentity): Promise<{ readonly outcome?: Outcome }> {
  const completed = (await runsOfCall(client, call)).find(({ status }) => status.name === 'COMPLETED');
  if (!completed) return {};
  const handle = client.workflow.getHandle<OutboundCallWorkflow>(call.workflowId, completed.runId);
  const result = await handle.result().catch(unlessService);
  return isOutcome(result?.outcome) ? { outcome: result.outcome } : {};
}

const unreadable: WhatIsKnown = { isRunning: false, knownSince: Infinity, attempts: [] };
/** No conversation lasts longer; milliseconds. */
const longestUndecoded = day;

/** Growing delays: the call itself normally reports the end, and a conversation may be long. */
function nextLookUpMs(age: number): number {
  return Math.min(Math.max(age, 5 * 60_000), day / 4);
}

async function whatIsKnown(client: Client, call: CallIdentity): Promise<WhatIsKnown> {
  const { workflowId, firstExecutionRunId } = call;
  const runs = await runsOfCall(client, call);
  const read = await Promise.all(
    runs.map(async ({ runId, startTime }) => {
      const events = await readRun(client, workflowId, runId);
      const since = runId === firstExecutionRunId ? -Infinity : startTime.getTime() + clockMarginMs;
      return events ? [{ events, since }] : [];
    }),
  );
  return {
    // The ledger as it was before the histories were read: newer attempts are looked up next time.
    isRunning: runs.some(isOpen),
    knownSince: Math.min(...read.flat().map(({ since }) => since)),
    attempts: attemptsIn(
      call,
      read.flat().map(({ events }) => events),
    ),
  };
}
