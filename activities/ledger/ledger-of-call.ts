import { toCountedAttempt } from '../../src/domain/ledger/to-counted-attempt';
import { attemptId, type Attempt, type CallIdentity } from '../../src/domain/call/attempt';
import type { OutboundCallRequest } from '../../src/domain/call/call';
import { lastDialOf } from '../../src/domain/call/callback';
import type { CallFacts } from '../../src/domain/call/call-facts';
import type { Outcome } from '../../src/domain/call/outcome';
import { numbersOf } from '../../src/domain/call/numbers-of';
import { quietUntil } from '../../src/domain/decide/quiet-period';
import { hours } from '../../src/domain/time-units';
import { inOwnTime } from './in-own-time';
import type { Ledgers } from './ledgers';

/** Access to ledgers, within the time of an activity. */
export interface LedgerAccess {
  /** @throws ApplicationFailure `NoLedger` when this worker has no keys */
  readonly open: () => Ledgers;
  /** When the activity began, milliseconds since the epoch. All requests to ledgers must finish within the activity's time. */
  readonly began: number;
}

/** Record how attempts ended. If this fails, the ledger looks the attempts up itself. */
export async function recordAttempts(
  access: LedgerAccess,
  {
    call,
    request: { destinationPhoneNumber: person, policy, subject },
    recorded,
  }: {
    readonly call: CallIdentity;
    readonly request: OutboundCallRequest;
    readonly recorded: readonly Attempt[];
  },
): Promise<void> {
  if (recorded.length === 0) return;
  await unlessFailed(access, async () => {
    const { ledgers, keepFor } = access.open();
    const counted = recorded.filter((attempt) => !attempt.neverRang);
    const attempts = counted.map((attempt) => {
      const quietNumber = ledgers.idsOf(attempt.destinationPhoneNumber);
      const quiet = attempt.phoneMayBeRinging ? { quietUntil: quietUntil(policy, attempt), quietNumber } : {};
      return toCountedAttempt(call, attempt, { subject, ...quiet });
    });
    const neverRang = recorded
      .filter((attempt) => attempt.neverRang)
      .map(({ number }) => attemptId(call, number));
    await ledgers.report(person, {
      recorded: { attempts, keepFor },
      ...(neverRang.length > 0 ? { neverRang } : {}),
    });
  });
}

/** The result of a registration. */
export interface Registration {
  /** Only when it has changed. */
  readonly registered?: readonly string[];
  readonly optedOut?: { readonly reason?: string };
  /** Why the call could not be registered; it must not dial then. */
  readonly failure?: string;
}

/**
 * Register the call with the ledgers of its numbers, then read the do-not-call list. In this order, a concurrent opt-out is either
 * found here or reported to the call.
 */
export async function register(
  access: LedgerAccess,
  {
    call,
    facts,
    registered,
  }: {
    readonly call: CallIdentity;
    readonly facts: CallFacts;
    readonly registered: readonly string[];
  },
): Promise<Registration> {
  const numbers = numbersOf(facts.request);
  if (numbers.every((number) => registered.includes(number))) return {};
  // After it, the ledger looks up whether the call is still running: a callback may be asked for later.
  const until = lastDialOf(facts) + overtimeMs;
  const done = await unlessFailed(access, async () => {
    const { ledgers, list } = access.open();
    await Promise.all(numbers.map((number) => ledgers.report(number, { registered: { ...call, until } })));
    return Promise.all(numbers.map((number) => list.find(number)));
  });
  if (!done.ok) return { failure: done.why };
  const optedOut = done.value.find((one) => one !== undefined);
  return {
    registered: [...new Set([...registered, ...numbers])],
    ...(optedOut ? { optedOut: { reason: optedOut.reason } } : {}),
  };
}

/** Unregister a call that is over. If this fails, the ledger finds out by itself. */
export async function leave(
  access: LedgerAccess,
  {
    call,
    registered,
    now,
    ended,
  }: {
    readonly call: CallIdentity;
    readonly registered: readonly string[];
    readonly now: number;
    /** @default it failed */
    readonly ended?: { readonly request: OutboundCallRequest; readonly outcome: Outcome };
  },
): Promise<void> {
  await unlessFailed(access, async () => {
    const { ledgers, keepFor } = access.open();
    const left = { ...call, until: now + keepFor };
    // A number that the call may dial second can be another person, whose call with this workflow ID is not this one.
    const person = ended?.request.destinationPhoneNumber;
    await Promise.all(
      registered.map((number) =>
        ledgers.report(number, { left: number === person ? { ...left, outcome: ended?.outcome } : left }),
      ),
    );
  });
}

/** An attempt may still be under way at the deadline; milliseconds. */
const overtimeMs = 1 * hours;

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

async function unlessFailed<T>({ began }: LedgerAccess, work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await inOwnTime(work, began) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
