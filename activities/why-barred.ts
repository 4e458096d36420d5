import { activityInfo, getClient } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { attemptId } from '../src/domain/attempt';
import type { Barred } from '../src/domain/contacts/barred';
import type { ContactCheck } from '../src/domain/contacts/check';
import { holdGoodFor, holdOn, type Hold } from '../src/ledger';
import type { ActivityDependencies } from './dependencies';
import type { DialInput } from './dial';
import { ledgersOn, type Ledgers } from './ledgers';
import type { SharedAnswers } from './shared-answers';

/** What a dial has to ask the ledger of the person. */
export interface DialLedger {
  /** E.164: whose ledger counts the attempt. */
  readonly person: string;
  readonly subject?: string;
  readonly checks: readonly ContactCheck[];
  /** Where ledgers run that have to be started. */
  readonly taskQueue: string;
  /** When nobody has said how the attempt ended, the ledger asks so long after its dial, milliseconds. */
  readonly askAfter: number;
}

/** By instance ID. A worker asks once for all the dials of a moment. */
export type Holds = SharedAnswers<Hold | undefined>;

/** Why a dial must not be sent, to people and as data. */
export interface WhyBarred {
  readonly why: string;
  readonly barred: Barred;
}

/**
 * Ask immediately before a dial is sent: is there a hold, has the person opted out, and does their ledger grant the attempt?
 *
 * @throws whatever keeps it from being known; then nothing may be sent
 */
export async function whyBarred(
  input: DialInput,
  {
    clock,
    isAgain,
    holds,
  }: {
    readonly clock: NonNullable<ActivityDependencies['clock']>;
    readonly isAgain: boolean;
    readonly holds: Holds;
  },
  dependencies: ActivityDependencies,
): Promise<WhyBarred | undefined> {
  const { plan, ledger } = input;
  const until = Date.now() + patience;
  const inTime = <T>(ask: (client: Client) => Promise<T>) => {
    const client = getClient();
    return client.withDeadline(until, () => ask(client));
  };
  const askHold = dependencies.holdOn ?? ((id: string) => inTime((client) => holdOn(client, id)));
  const { value: hold } = await holds.get(
    plan.instanceId,
    { now: performance.now(), maxAge: holdGoodFor },
    () => askHold(plan.instanceId),
  );
  if (hold) {
    const { since, reason } = hold;
    return {
      why: `on hold since ${since}${reason === undefined ? '' : `: ${reason}`}`,
      barred: { by: 'hold' },
    };
  }
  if (!ledger) return undefined;
  const known = ledgersOn(ledger.taskQueue, dependencies);
  const now = await clock();
  return inTime(() => whyLedgerBars(input, ledger, { now, isAgain }, known));
}

/** Of the time that the dial has, most must be left for sending; milliseconds. */
const patience = 8_000;

async function whyLedgerBars(
  { call, plan }: DialInput,
  { person, checks, subject, askAfter }: DialLedger,
  { now, isAgain }: { readonly now: number; readonly isAgain: boolean },
  { ledgers, list, keepFor }: Ledgers,
): Promise<WhyBarred | undefined> {
  const numbers = [...new Set([plan.destinationPhoneNumber, person])];
  const found = await Promise.all(numbers.map((number) => list.find(number)));
  const optedOut = found.find((one) => one !== undefined);
  if (optedOut) {
    const { since, reason } = optedOut;
    return {
      why: `the person has opted out since ${since}`,
      barred: { by: 'opt-out', ...(reason === undefined ? {} : { reason }) },
    };
  }
  const id = attemptId(call, plan.number);
  const lookBack = now - Math.min(now, ...checks.map((check) => check.since));
  const { workflowExecution, activityId } = activityInfo();
  const reserved = await ledgers.reserve(
    person,
    {
      attemptId: id,
      call: call.workflowId,
      ...(subject === undefined ? {} : { subject }),
      at: now,
      checks,
      keepFor: Math.max(keepFor, lookBack),
      askAt: now + askAfter,
      isAgain,
    },
    // Each dial of an attempt is a question of its own, which the server answers once however often it is sent.
    `${id}~${workflowExecution?.runId ?? ''}.${activityId}`,
  );
  if (reserved.is === 'granted') return undefined;
  const { limit, contacts } = reserved;
  return {
    why: `${limit} allows no attempt more; of other calls ${contacts.length} may count`,
    barred: { by: 'limit', limit, contacts },
  };
}
