import { activityInfo, getClient } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { attemptId } from '../../src/domain/call/attempt';
import type { Obstacle } from '../../src/domain/decide/blocked';
import type { Reserved } from '../../src/domain/ledger/reserve';
import { iso } from '../../src/domain/iso';
import type { Hold } from '../../src/ledger';
import type { CheckHold } from './check-hold';
import { systemClock, type ActivityDependencies } from '../dependencies';
import { isRerun } from './earlier-runs';
import type { Busy, BusyPeople } from '../memory/busy-people';
import { InTurn } from './in-turn';
import { jittered } from './jittered';
import { ledgersOn, type Ledgers } from '../ledger/ledgers';
import type { DialInput, DialLedger, DialResult } from '../../src/contract/dial';

/** Either the dial may be sent, or `not` is its result. */
type Permission = Granted | { readonly not: DialResult };

interface Granted {
  readonly sequence?: number | undefined;
  /**
   * Returns the grant of a dial that was certainly not sent, so that other calls need not wait until the ledger looks it up.
   * Never rejects.
   * @param timeout milliseconds
   */
  readonly returnGrant?: (timeout: number) => Promise<void>;
}

/** The dial must not be sent. */
interface Denied {
  readonly obstacle: Obstacle;
  /** The attempt never had a grant, so no earlier dial of it was sent either. */
  readonly wasNeverGranted?: true | undefined;
}

/**
 * Checks immediately before a dial is sent: is there a hold, has the person opted out, and does their ledger grant the attempt?
 *
 * A ledger answers about a hundred requests a second at best. So a worker's dials to one person request one after the other, and
 * they share for a second that another call has an attempt under way.
 */
export function createCheckPermission(
  dependencies: ActivityDependencies,
  checkHold: CheckHold,
  busyPeople: BusyPeople,
) {
  const { clock = systemClock } = dependencies;
  const people = new InTurn();

  /**
   * Every send needs permission, re-sends too: a worker may have died before it requested any. A refusal does not undo an earlier
   * send that may have arrived. But if the ledger never granted the attempt, there was no send.
   */
  return async function checkPermission(input: DialInput): Promise<Permission> {
    const { firstSentAt } = input;
    const isAgain = firstSentAt !== undefined || isRerun(input.run) || activityInfo().attempt > 1;
    try {
      const permission = await request(input, isAgain);
      if (!('obstacle' in permission)) return permission;
      const { obstacle, wasNeverGranted } = permission;
      if (firstSentAt === undefined || wasNeverGranted) return { not: { result: 'not-sent', obstacle } };
      // A hold may be released while the re-send window is open.
      const isRefused = obstacle.by === 'hold' ? {} : ({ isRefused: true } as const);
      const why = `not sent again: ${obstacle.why}`;
      return { not: { result: 'maybe-sent', why, firstSentAt, ...isRefused } };
    } catch (error) {
      const why = `could not check whether the call is permitted: ${error instanceof Error ? error.message : String(error)}`;
      if (firstSentAt !== undefined) return { not: { result: 'maybe-sent', why, firstSentAt } };
      const retryAfter = jittered(unknownDelayMs);
      return { not: { result: 'not-sent', obstacle: { by: 'fault', why, retryAfterMs: retryAfter } } };
    }
  };

  /** @throws when permission can't be checked; then nothing may be sent */
  async function request(input: DialInput, isAgain: boolean): Promise<Granted | Denied> {
    const { plan, call, ledger } = input;
    const until = Date.now() + timeout;
    const inTime = <T>(send: (client: Client) => Promise<T>) => {
      const client = getClient();
      return client.withDeadline(until, () => send(client));
    };
    const hold = await checkHold({ taskQueue: input.taskQueue, instanceId: plan.instanceId });
    if (hold) return deniedByHold(hold);
    if (!ledger) return {};
    const known = ledgersOn(input.taskQueue, dependencies);
    const { person } = ledger;
    return people.do(person, async () => {
      const other = busyPeople.get(person);
      // A quiet period may be of a number that this call does not dial.
      const mayPass = ledger.quietPeriodAppliesTo === 'number' && other?.until !== undefined;
      if (other && !mayPass && !isAgain && other.call !== call.workflowId) return deniedByOtherCall(other);
      const optedOut = await inTime(() => whenOptedOut([plan.destinationPhoneNumber, person], known));
      if (optedOut) return optedOut;
      const now = await clock();
      const reserved = await inTime(() => reserve(input, ledger, { now, isAgain }, known));
      switch (reserved.is) {
        case 'granted':
          return {
            sequence: reserved.sequence,
            // If the grant is not new, another dial may be using it.
            ...(reserved.isNew && !isAgain ? { returnGrant: returningGrant(input, person, now, known) } : {}),
          };
        case 'refused':
          return deniedByLimit(reserved);
        case 'busy':
          busyPeople.set(person, reserved);
          return deniedByOtherCall(reserved);
        case 'called-before':
          return deniedByEarlierCall(reserved);
      }
    });
  }
}

type Refused = Extract<Reserved, { is: 'refused' }>;

/** Milliseconds: most of the dial's time must be left for sending. */
const timeout = 8_000;
/** Temporal, or the ledger's worker, usually recovers within seconds; milliseconds. */
const unknownDelayMs = 2_000;

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
  { person, checks, subject, lookUpAfterMs, quietPeriodAppliesTo }: DialLedger,
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
      ...(quietPeriodAppliesTo === 'number' ? { number: ledgers.idsOf(plan.destinationPhoneNumber) } : {}),
      keepFor: Math.max(keepFor, lookBack),
      lookUpAt: now + lookUpAfterMs,
      isAgain,
      ...(firstSentAt === undefined ? {} : { sentSince: Date.parse(firstSentAt) }),
    },
    // Each try of each dial has its own update ID, and the server answers an update ID only once.
    `${id}~${workflowExecution?.runId ?? ''}.${activityId}.${attempt}`,
  );
}

/** @param at when it was reserved: a later reservation by another dial of the attempt is not released */
function returningGrant(
  { call, plan }: DialInput,
  person: string,
  at: number,
  { ledgers }: Ledgers,
): (timeout: number) => Promise<void> {
  const id = attemptId(call, plan.number);
  return async (timeout) => {
    const client = getClient();
    const reporting = () => ledgers.report(person, { released: [id], about: { attemptId: id, at } });
    // If this fails, the ledger looks the attempt up some minutes later.
    await client.withDeadline(Date.now() + timeout, reporting).catch(() => undefined);
  };
}

function deniedByHold({ since, reason }: Hold): Denied {
  const why = `on hold since ${since}${reason === undefined ? '' : `: ${reason}`}`;
  return { obstacle: { by: 'hold', why } };
}

function deniedByLimit({ limit, otherAttempts, wasNeverGranted }: Refused): Denied {
  const why = `${limit} allows no further attempt; attempts of other calls that may count: ${otherAttempts.length}`;
  return {
    obstacle: { by: 'limit', why, limit, otherAttempts, retryAfterMs: jittered(limitDelayMs) },
    wasNeverGranted,
  };
}

/** Milliseconds. The next decision knows the attempts of other calls and delays the dial anyway. */
const limitDelayMs = 2_000;

function deniedByEarlierCall({
  earlier,
  wasNeverGranted,
}: Extract<Reserved, { is: 'called-before' }>): Denied {
  const why = `a call with this workflow ID has ended before: ${earlier.outcome}`;
  return { obstacle: { by: 'earlier-call', why, earlier }, wasNeverGranted };
}

/** The more calls wait for one person, the less often each polls: together about five times a second. */
function deniedByOtherCall({ call, until, calls, wasNeverGranted }: Busy): Denied {
  const why =
    until === undefined
      ? `the call ${call} was dialing the person or talking to them`
      : `a phone of the call ${call} to the person may be ringing until ${iso(until)}`;
  const pollIntervalMs = Math.max(2_000, 200 * calls);
  return {
    obstacle: { by: 'other-call', why, pollIntervalMs, ...(until === undefined ? {} : { until }) },
    wasNeverGranted,
  };
}
