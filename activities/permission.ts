import { activityInfo, getClient } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { attemptId } from '../src/domain/attempt';
import type { Barred } from '../src/domain/contacts/barred';
import type { ContactCheck } from '../src/domain/contacts/check';
import type { Reserved } from '../src/domain/contacts/ledger';
import { iso } from '../src/domain/iso';
import type { Hold } from '../src/ledger';
import type { AskHold } from './ask-hold';
import { systemClock, type ActivityDependencies } from './dependencies';
import type { DialInput } from './dial';
import type { Engaged, EngagedPeople } from './engaged-people';
import { InTurn } from './in-turn';
import { ledgersOn, type Ledgers } from './ledgers';

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
  /** The workflow knows how to wait for another call (`awaitOtherCall`). One of an earlier version, which a worker of it runs, asks with another dial. */
  readonly waitsAside?: true;
}

export type Permission =
  | {
      readonly is: 'permitted';
      readonly contactNumber?: number | undefined;
      /** For a dial that was certainly not sent: others need not wait until the ledger asks what became of it. Takes so many milliseconds at most, and never rejects. */
      readonly giveBack?: (patience: number) => Promise<void>;
    }
  /** Why a dial must not be sent, to people and as data. */
  | {
      readonly is: 'barred';
      readonly why: string;
      readonly barred: Barred;
      /** A dial of this attempt can't have been sent before, either: it would have had a grant. */
      readonly wasNeverGranted?: true | undefined;
    };

export type AskPermission = ReturnType<typeof createAskPermission>;

/**
 * Asks immediately before a dial is sent: is there a hold, has the person opted out, and does their ledger grant the attempt?
 *
 * A ledger answers some hundred questions a second at best. So the dials of one worker to one person ask one after the other,
 * and what is true for all of them, that another call has an attempt under way, is asked for once a second.
 */
export function createAskPermission(
  dependencies: ActivityDependencies,
  askHold: AskHold,
  engaged: EngagedPeople,
) {
  const { clock = systemClock } = dependencies;
  const people = new InTurn();

  /**
   * @param isAgain it may have been sent before
   * @throws whatever keeps it from being known; then nothing may be sent
   */
  return async function askPermission(input: DialInput, isAgain: boolean): Promise<Permission> {
    const { plan, call, ledger } = input;
    const until = Date.now() + patience;
    const inTime = <T>(ask: (client: Client) => Promise<T>) => {
      const client = getClient();
      return client.withDeadline(until, () => ask(client));
    };
    const hold = await askHold(plan.instanceId);
    if (hold) return barredBy(hold);
    if (!ledger) return { is: 'permitted' };
    const known = ledgersOn(ledger.taskQueue, dependencies);
    const { person } = ledger;
    return people.do(person, async () => {
      const other = engaged.get(person);
      if (other && !isAgain && other.call !== call.workflowId) return barredByOther(other, ledger);
      const optedOut = await inTime(() => whenOptedOut([plan.destinationPhoneNumber, person], known));
      if (optedOut) return optedOut;
      const now = await clock();
      const reserved = await inTime(() => reserve(input, ledger, { now, isAgain }, known));
      switch (reserved.is) {
        case 'granted':
          return {
            is: 'permitted',
            contactNumber: reserved.contactNumber,
            // Where there was one before, another dial may be under way with it.
            ...(reserved.isNew && !isAgain ? { giveBack: givingBack(input, person, now, known) } : {}),
          };
        case 'refused':
          return barredByLimit(reserved);
        case 'engaged':
          engaged.set(person, reserved);
          return barredByOther(reserved, ledger);
      }
    });
  };
}

type Refused = Extract<Reserved, { is: 'refused' }>;

/** Of the time that the dial has, most must be left for sending; milliseconds. */
const patience = 8_000;

async function whenOptedOut(numbers: readonly string[], { list }: Ledgers): Promise<Permission | undefined> {
  const found = await Promise.all([...new Set(numbers)].map((number) => list.find(number)));
  const optedOut = found.find((one) => one !== undefined);
  if (!optedOut) return undefined;
  const { since, reason } = optedOut;
  return {
    is: 'barred',
    why: `the person has opted out since ${since}`,
    barred: { by: 'opt-out', ...(reason === undefined ? {} : { reason }) },
  };
}

async function reserve(
  { call, plan, firstSentAt }: DialInput,
  { person, checks, subject, askAfter }: DialLedger,
  { now, isAgain }: { readonly now: number; readonly isAgain: boolean },
  { ledgers, keepFor }: Ledgers,
): Promise<Reserved> {
  const id = attemptId(call, plan.number);
  const lookBack = now - Math.min(now, ...checks.map((check) => check.since));
  const { workflowExecution, activityId, attempt } = activityInfo();
  return ledgers.reserve(
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
      ...(firstSentAt === undefined ? {} : { sentSince: Date.parse(firstSentAt) }),
    },
    // Each try of each dial of an attempt is a question of its own, which the server answers once however often it is sent.
    `${id}~${workflowExecution?.runId ?? ''}.${activityId}.${attempt}`,
  );
}

/** @param at when it was reserved: what was reserved since by another dial of the attempt is none of this one's business */
function givingBack(
  { call, plan }: DialInput,
  person: string,
  at: number,
  { ledgers }: Ledgers,
): (patience: number) => Promise<void> {
  const id = attemptId(call, plan.number);
  return async (patience) => {
    const client = getClient();
    const telling = () => ledgers.tell(person, { released: [id], about: { attemptId: id, at } });
    // The ledger asks in any case, some minutes later.
    await client.withDeadline(Date.now() + patience, telling).catch(() => undefined);
  };
}

function barredBy({ since, reason }: Hold): Permission {
  return {
    is: 'barred',
    why: `on hold since ${since}${reason === undefined ? '' : `: ${reason}`}`,
    barred: { by: 'hold' },
  };
}

function barredByLimit({ limit, contacts, wasNeverGranted }: Refused): Permission {
  return {
    is: 'barred',
    why: `${limit} allows no attempt more; of other calls ${contacts.length} may count`,
    barred: { by: 'limit', limit, contacts },
    wasNeverGranted,
  };
}

/** The more calls want to reach one person, the less often each asks, milliseconds: together some five times a second. */
export function askEvery(calls: number): number {
  return Math.max(2_000, 200 * calls);
}

/** Only workflows that know how are told to wait aside: of those of before, a newer worker could not go on with what they do then. */
export function barredByOther(
  { call, until, calls, wasNeverGranted }: Engaged,
  { waitsAside }: DialLedger,
): Permission {
  const when = until === undefined ? (waitsAside ? { askEvery: askEvery(calls) } : {}) : { until };
  return {
    is: 'barred',
    why:
      until === undefined
        ? `the call ${call} was dialing the person, or talking to them`
        : `a phone of the call ${call} to the person may be ringing until ${iso(until)}`,
    barred: { by: 'other-call', calls, ...when },
    wasNeverGranted,
  };
}
