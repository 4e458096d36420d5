import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import type { CallResult } from '../../src/domain/call-result';
import type { Ledger } from '../../src/domain/contacts/ledger';
import type { PolicyInput } from '../../src/domain/policy';
import { LedgerMessage } from '../../src/domain/contacts/ledger-messages';
import { personLedgerId } from '../../src/ledger/names';
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
  return (await handle.query<{ ledger: Ledger }>(LedgerMessage.Read)).ledger;
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
