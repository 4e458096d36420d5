import { activityInfo, getClient } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { attemptId } from '../../src/domain/call/attempt';
import type { Obstacle } from '../../src/domain/decide/blocked';
import type { Reserved } from '../../src/domain/ledger/ledger';
import { iso } from '../../src/domain/iso';
import type { Hold } from '../../src/ledger';
import type { AskHold } from './ask-hold';
import { systemClock, type ActivityDependencies } from '../dependencies';
import type { DialInput, DialLedger, DialResult } from './dial-contract';
import { isRerun } from './earlier-runs';
import type { Engaged, EngagedPeople } from './engaged-people';
import { InTurn } from './in-turn';
import { jittered } from './jittered';
import { ledgersOn, type Ledgers } from '../ledger/ledgers';

/** Either a dial may be sent, or this is its result. */
export type Permission = Granted | { readonly not: DialResult };

interface Granted {
  readonly contactNumber?: number | undefined;
  /** For a dial that was certainly not sent: others need not wait until the ledger asks what became of it. Takes so many milliseconds at most, and never rejects. */
  readonly giveBack?: (timeout: number) => Promise<void>;
}

/** A dial must not be sent. */
interface Denied {
  readonly obstacle: Obstacle;
  /** A dial of this attempt can't have been sent before, either: it would have had a grant. */
  readonly wasNeverGranted?: true | undefined;
}

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
   * Every send has to be permitted, the first and the next: a worker may have died with the dial in its hands before it had asked.
   * After a send that may have arrived, a no does not un-send it; but where the ledger has never granted the attempt, there was no send.
   */
  return async function askPermission(input: DialInput): Promise<Permission> {
    const { firstSentAt } = input;
    const isAgain = firstSentAt !== undefined || isRerun(input.run) || activityInfo().attempt > 1;
    try {
      const permission = await ask(input, isAgain);
      if (!('obstacle' in permission)) return permission;
      const { obstacle, wasNeverGranted } = permission;
      if (firstSentAt === undefined || wasNeverGranted) return { not: { result: 'not-sent', obstacle } };
      // A hold may be released while there is time to ask again.
      const isRefused = obstacle.by === 'hold' ? {} : ({ isRefused: true } as const);
      const why = `not sent again: ${obstacle.why}`;
      return { not: { result: 'maybe-sent', why, firstSentAt, ...isRefused } };
    } catch (error) {
      const why = `it can't be known whether the call is permitted: ${error instanceof Error ? error.message : String(error)}`;
      if (firstSentAt !== undefined) return { not: { result: 'maybe-sent', why, firstSentAt } };
      const retryAfter = jittered(unknownDelay);
      return { not: { result: 'not-sent', obstacle: { by: 'fault', why, retryAfter } } };
    }
  };

  /** @throws whatever keeps it from being known; then nothing may be sent */
  async function ask(input: DialInput, isAgain: boolean): Promise<Granted | Denied> {
    const { plan, call, ledger } = input;
    const until = Date.now() + timeout;
    const inTime = <T>(asking: (client: Client) => Promise<T>) => {
      const client = getClient();
      return client.withDeadline(until, () => asking(client));
    };
    const hold = await askHold(input.taskQueue, plan.instanceId);
    if (hold) return deniedByHold(hold);
    if (!ledger) return {};
    const known = ledgersOn(input.taskQueue, dependencies);
    const { person } = ledger;
    return people.do(person, async () => {
      const other = engaged.get(person);
      if (other && !isAgain && other.call !== call.workflowId) return deniedByOtherCall(other);
      const optedOut = await inTime(() => whenOptedOut([plan.destinationPhoneNumber, person], known));
      if (optedOut) return optedOut;
      const now = await clock();
      const reserved = await inTime(() => reserve(input, ledger, { now, isAgain }, known));
      switch (reserved.is) {
        case 'granted':
          return {
            contactNumber: reserved.contactNumber,
            // Where there was one before, another dial may be under way with it.
            ...(reserved.isNew && !isAgain ? { giveBack: givingBack(input, person, now, known) } : {}),
          };
        case 'refused':
          return deniedByLimit(reserved);
        case 'engaged':
          engaged.set(person, reserved);
          return deniedByOtherCall(reserved);
      }
    });
  }
}

type Refused = Extract<Reserved, { is: 'refused' }>;

/** Of the time that the dial has, most must be left for sending; milliseconds. */
const timeout = 8_000;
/** Temporal, or the worker that answers for a ledger, is back within seconds; milliseconds. */
const unknownDelay = 2_000;

async function whenOptedOut(numbers: readonly string[], { list }: Ledgers): Promise<Denied | undefined> {
  const found = await Promise.all([...new Set(numbers)].map((number) => list.find(number)));
  const optedOut = found.find((one) => one !== undefined);
  if (!optedOut) return undefined;
  const { since, reason } = optedOut;
  const why = `the person has opted out since ${since}`;
  return { obstacle: { by: 'opt-out', why, ...(reason === undefined ? {} : { reason }) } };
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
): (timeout: number) => Promise<void> {
  const id = attemptId(call, plan.number);
  return async (timeout) => {
    const client = getClient();
    const telling = () => ledgers.tell(person, { released: [id], about: { attemptId: id, at } });
    // The ledger asks in any case, some minutes later.
    await client.withDeadline(Date.now() + timeout, telling).catch(() => undefined);
  };
}

function deniedByHold({ since, reason }: Hold): Denied {
  const why = `on hold since ${since}${reason === undefined ? '' : `: ${reason}`}`;
  return { obstacle: { by: 'hold', why } };
}

function deniedByLimit({ limit, contacts, wasNeverGranted }: Refused): Denied {
  const why = `${limit} allows no attempt more; of other calls ${contacts.length} may count`;
  return {
    obstacle: { by: 'limit', why, limit, contacts, retryAfter: jittered(limitDelay) },
    wasNeverGranted,
  };
}

/** The decision that knows the attempts of other calls puts the dial off in any case; milliseconds. */
const limitDelay = 2_000;

/** The more calls want to reach one person, the less often each polls: together some five times a second. */
function deniedByOtherCall({ call, until, calls, wasNeverGranted }: Engaged): Denied {
  const why =
    until === undefined
      ? `the call ${call} was dialing the person, or talking to them`
      : `a phone of the call ${call} to the person may be ringing until ${iso(until)}`;
  const pollInterval = Math.max(2_000, 200 * calls);
  return {
    obstacle: { by: 'other-call', why, pollInterval, ...(until === undefined ? {} : { until }) },
    wasNeverGranted,
  };
}
