import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import type { CallResult } from '../../src/domain/call/call-result';
import type { Ledger } from '../../src/domain/ledger/ledger';
import type { PolicyInput } from '../../src/domain/policy/policy';
import { readLedgerQuery, reportToLedgerSignal } from '../../src/contract/ledger-messages';
import { WorkflowType } from '../../src/contract/workflow-types';
import { mostOptOutCharacters } from '../../src/domain/ledger/opt-outs';
import { optOutsId, personLedgerId } from '../../src/ledger/names';
import { simulatedLedger } from '../../src/testing';

/** Calls that share what they know of people. */
export const together = { activities: { ledger: simulatedLedger } };

/** So many attempts in any seven days, of all calls to the person. */
export function atMost(most: number): NonNullable<PolicyInput['limits']> {
  return { rolling: [{ most, within: '7 days' }], deadline: '5 minutes' };
}

export interface Kept {
  readonly client: Client;
  readonly taskQueue: string;
}

export function ledgerIdOf({ taskQueue }: Kept, e164: string, key: string = simulatedLedger.keys[0]): string {
  return personLedgerId(key, { taskQueue, e164 });
}

/** All that the person's ledger knows. */
export async function readLedger(kept: Kept, e164: string, key?: string): Promise<Ledger> {
  const handle = kept.client.workflow.getHandle(ledgerIdOf(kept, e164, key));
  return (await handle.query(readLedgerQuery)).ledger;
}

/** Let the person's ledger look up now what became of all that is reserved, and not in ten minutes. */
export async function lookUpNow(kept: Kept, e164: string): Promise<void> {
  const attemptIds = (await readLedger(kept, e164)).attempts.map(({ attemptId }) => attemptId);
  await kept.client.workflow
    .getHandle(ledgerIdOf(kept, e164))
    .signal(reportToLedgerSignal.name, { postponed: { attemptIds, lookUpAt: Date.now() } });
}

/** Nobody was rung while another call rang them or talked to them. */
export function assertOneAtATime(results: readonly CallResult[]): void {
  const attempts = results.flatMap((result) => result.attempts);
  const inOrder = attempts.sort((a, b) => ((a.dialedAt ?? '') < (b.dialedAt ?? '') ? -1 : 1));
  for (const [index, { dialedAt = '' }] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before) assert.ok(dialedAt >= before.endedAt, `${dialedAt} is before ${before.endedAt}`);
  }
}

/** How often the history of a call has an activity. */
export async function activitiesIn(client: Client, workflowId: string): Promise<string[]> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name ?? [],
  );
}

/** Leave no room in a number's part of the do-not-call list. */
export async function fillPart({ client, taskQueue }: Kept, e164: string): Promise<void> {
  const since = '2026-11-23T09:00:00Z';
  const reason = 'x'.repeat(mostOptOutCharacters - 100);
  await client.workflow.start(WorkflowType.OptOuts, {
    taskQueue,
    workflowId: optOutsId(taskQueue, e164),
    args: [[{ number: '+12065550199', since, reason }]],
  });
}

/** Other numbers: of the same part of the list, or of another. */
export function numbersBeside({ taskQueue }: Kept, e164: string, isSame: boolean, most: number): string[] {
  const all = Array.from({ length: 10_000 }, (_, last) => `+1206556${String(last).padStart(4, '0')}`);
  const part = optOutsId(taskQueue, e164);
  return all.filter((number) => (optOutsId(taskQueue, number) === part) === isSame).slice(0, most);
}

/** It dialed nobody, and ended with the outcome of an earlier call with its workflow ID. */
export function assertRepeats(result: CallResult, outcome: string, firstExecutionRunId: string): void {
  assert.deepEqual([result.outcome, result.attempts], [outcome, []]);
  const [reason, ...more] = result.reasons;
  assert.deepEqual(more, []);
  assert.ok(reason?.rule === 'called-before');
  assert.deepEqual([reason.outcome, reason.firstExecutionRunId], [outcome, firstExecutionRunId]);
  assert.match(reason.text, /has ended before.*another workflow ID/);
}
