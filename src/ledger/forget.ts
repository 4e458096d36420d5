import { setTimeout } from 'node:timers/promises';
import { WorkflowFailedError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';
import { callOfAttempt, type CallIdentity } from '../domain/call/attempt';
import { readLedgerQuery } from '../contract/ledger-messages';
import { isOpen } from '../contract/open-run';
import { runIdsOf, runsOfCall } from './call-runs';
import type { PersonLedgers } from './person-ledgers';
import { isNotFound, runningSince, unlessGone } from './running';

export interface ForgetOptions {
  readonly client: Client;
  readonly ledgers: PersonLedgers;
  /** Cancel running calls and wait for their end. @default false: nothing is deleted while calls run */
  readonly cancel?: boolean | undefined;
  /** Wait until Temporal, which deletes in the background, has nothing left: half a minute and more. @default false */
  readonly verify?: boolean | undefined;
}

export type Forgotten =
  /** Nothing was deleted, since these calls to the person are running (workflow IDs). */
  | { readonly done: false; readonly running: readonly string[] }
  /** Workflow IDs of the deleted calls and ledgers, and with `verify` of those that Temporal still had after three minutes. */
  | {
      readonly done: true;
      readonly calls: readonly string[];
      readonly ledgers: readonly string[];
      readonly left?: readonly string[];
    };

/**
 * Delete a person's data: their ledgers, and the calls that the ledgers know. Opt-outs stay. Safe to repeat after any error: the
 * ledgers, which know what else to delete, are deleted last.
 */
export async function forget(
  e164: string,
  { client, ledgers, cancel = false, verify = false }: ForgetOptions,
): Promise<Forgotten> {
  let known = await whatIsKnown(client, ledgers.idsOf(e164));
  if (cancel) {
    const running = known.calls.filter(isRunning);
    for (const call of running) await cancelCall(client, call);
    for (const call of running) await ended(client, call);
    // Cancelling may take minutes, so other calls may have begun or been reset meanwhile.
    if (running.length > 0) known = await whatIsKnown(client, ledgers.idsOf(e164));
  }
  const running = known.calls.filter(isRunning);
  if (running.length > 0) return { done: false, running: workflowIds(running) };

  const deleted: KnownCallRuns[] = [];
  for (const call of known.calls) {
    for (const { runId } of call.runs) await deleteRun(client, call.workflowId, runId);
    if (call.runs.length > 0) deleted.push(call);
  }
  const deletedRuns = deleted.flatMap(runsOf);
  for (const id of known.ledgers) {
    // Temporal deletes in the background, so the ledger is terminated first: later messages must start a new one.
    if (await runningSince(client, id)) {
      await unlessGone(client.workflow.getHandle(id).terminate('forgotten'));
    }
    for (const runId of await runIdsOf(client, id)) {
      await deleteRun(client, id, runId);
      deletedRuns.push({ workflowId: id, runId });
    }
  }
  const left = verify ? { left: await stillThere(client, deletedRuns) } : {};
  return { done: true, calls: workflowIds(deleted), ledgers: known.ledgers, ...left };
}

interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

function runsOf({ workflowId, runs }: KnownCallRuns): Run[] {
  return runs.map(({ runId }) => ({ workflowId, runId }));
}

/** The workflow IDs of the runs that Temporal still lists or describes, after it had time to delete them. */
async function stillThere(client: Client, deleted: readonly Run[]): Promise<string[]> {
  const giveUpAt = performance.now() + deletionTimeoutMs;
  let left = deleted;
  for (;;) {
    const seen = await Promise.all(left.map(async (run) => ((await isThere(client, run)) ? [run] : [])));
    left = seen.flat();
    if (left.length === 0 || performance.now() >= giveUpAt) return workflowIds(left);
    await setTimeout(pauseMs);
  }
}

async function isThere(client: Client, { workflowId, runId }: Run): Promise<boolean> {
  if (await unlessGone(client.workflow.getHandle(workflowId, runId).describe())) return true;
  return (await runIdsOf(client, workflowId)).has(runId);
}

const deletionTimeoutMs = 3 * 60_000;
const pauseMs = 1_000;

/** A call to the person, and those of its runs that Temporal still has. */
interface KnownCallRuns extends CallIdentity {
  readonly runs: readonly WorkflowExecutionDescription[];
}

async function whatIsKnown(
  client: Client,
  ledgerIds: readonly string[],
): Promise<{ readonly ledgers: readonly string[]; readonly calls: readonly KnownCallRuns[] }> {
  const ledgers: string[] = [];
  // Calls to other people may have had the same workflow ID, so a call is identified by its first run.
  const calls = new Map<string, CallIdentity>();
  for (const id of ledgerIds) {
    const handle = client.workflow.getHandle(id);
    const known = await unlessGone(handle.query(readLedgerQuery));
    if (!known) continue;
    ledgers.push(id);
    const { ledger } = known;
    const made = ledger.attempts.map(({ call, attemptId }) => callOfAttempt(call, attemptId));
    for (const { workflowId, firstExecutionRunId } of [...ledger.calls, ...made]) {
      calls.set(firstExecutionRunId, { workflowId, firstExecutionRunId });
    }
  }
  const withRuns: KnownCallRuns[] = [];
  for (const call of calls.values()) withRuns.push({ ...call, runs: await runsOfCall(client, call) });
  return { ledgers, calls: withRuns };
}

function isRunning({ runs }: KnownCallRuns): boolean {
  return runs.some(isOpen);
}

/** Temporal refuses the cancellation if the workflow ID now belongs to another call. */
async function cancelCall(client: Client, { workflowId, firstExecutionRunId }: CallIdentity): Promise<void> {
  await unlessGone(client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId }).cancel());
}

/** Waits for the end of a cancelled call, which comes once its contact was seen to end. Its result does not matter. */
async function ended(client: Client, { workflowId, runs }: KnownCallRuns): Promise<void> {
  const run = runs.find(isOpen);
  try {
    await unlessGone(client.workflow.getHandle(workflowId, run?.runId).result());
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
  }
}

/** A run that is already gone is not an error. */
async function deleteRun(client: Client, workflowId: string, runId: string): Promise<void> {
  const { namespace } = client.options;
  try {
    await client.workflowService.deleteWorkflowExecution({
      namespace,
      workflowExecution: { workflowId, runId },
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function workflowIds(calls: readonly Pick<CallIdentity, 'workflowId'>[]): string[] {
  return [...new Set(calls.map(({ workflowId }) => workflowId))];
}
