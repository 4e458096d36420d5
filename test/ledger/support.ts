import type { Client } from '@temporalio/client';
import type { ActivityInterceptorsFactory, WorkerOptions } from '@temporalio/worker';
import type { DecideInput, DecideResult } from '../../activities';
import { forbiddenBy, type ContactCheck } from '../../src/domain/contacts/check';
import type { Ledger } from '../../src/domain/contacts/ledger';
import type { Decision, Reason } from '../../src/domain/decision';
import { LedgerMessage } from '../../src/domain/contacts/ledger-messages';
import { personLedgerId } from '../../src/ledger/names';
import { simulatedLedger } from '../../src/testing';

/** Calls that share what they know of people. */
export const together = { activities: { ledger: simulatedLedger } };

/** A worker whose decisions have these checks, and under which a call ends when the ledger has told that they forbid it. */
export function checking(...checks: readonly ContactCheck[]): Partial<WorkerOptions> {
  const interceptor: ActivityInterceptorsFactory = ({ info }) => ({
    inbound: {
      execute: async (input, next) => {
        const result: unknown = await next(input);
        if (info.activityType !== 'decide') return result;
        const decided = result as DecideResult;
        if (decided.decision.do !== 'dial') return decided;
        const { contacts = [] } = (input.args[0] as DecideInput).state;
        const forbidding = forbiddenBy(checks, contacts);
        const decision: Decision = forbidding
          ? { do: 'finish', outcome: 'expired', reasons: [full(forbidding, contacts.length)] }
          : { ...decided.decision, checks };
        return { ...decided, decision };
      },
    },
  });
  return { interceptors: { activity: [interceptor] } };
}

function full({ limit }: ContactCheck, counted: number): Reason {
  const until = new Date(Date.now() + 1_000).toISOString();
  return {
    rule: 'contact-limit',
    limit,
    most: counted,
    counted,
    until,
    text: `${limit}: ${counted} are counted`,
  };
}

/** As `policy.limits.rolling` makes it. */
export function atMost(most: number): ContactCheck {
  return { kind: 'count', limit: 'policy.limits.rolling[0]', most, since: Date.now() - 7 * 24 * 60 * 60_000 };
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

/** How often the history of a call has an activity. */
export async function activitiesIn(client: Client, workflowId: string): Promise<string[]> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name ?? [],
  );
}
