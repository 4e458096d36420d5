import { contactOf } from '../../src/domain/ledger/contact-of';
import type { Attempt, CallIdentity } from '../../src/domain/call/attempt';
import type { OutboundCallRequest } from '../../src/domain/call/call';
import type { CallFacts } from '../../src/domain/call/call-facts';
import { numbersOf } from '../../src/domain/call/numbers-of';
import { quietUntil } from '../../src/domain/decide/quiet-period';
import { hours } from '../../src/domain/time-units';
import { inOwnTime } from './in-own-time';
import type { Ledgers } from './ledgers';

/** Where ledgers are reached, and within which time. */
export interface LedgerAccess {
  /** @throws ApplicationFailure `NoLedger` where this worker has no keys */
  readonly open: () => Ledgers;
  /** When the activity began, milliseconds since the epoch: all that it asks of ledgers has to be over in its time. */
  readonly began: number;
}

/** Record how attempts ended. An attempt that can't be recorded is asked about by the ledger itself. */
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
    const contacts = recorded.map((attempt) => {
      const quiet = attempt.phoneMayBeRinging ? { quietUntil: quietUntil(policy, attempt) } : {};
      return contactOf(call, attempt, { subject, ...quiet });
    });
    await ledgers.tell(person, { recorded: { contacts, keepFor } });
  });
}

/** What a registration found. */
export interface Registration {
  /** Where it has changed. */
  readonly registered?: readonly string[];
  readonly optedOut?: { readonly reason?: string };
  /** Why no ledger knows of the call, which then must not dial. */
  readonly failure?: string;
}

/**
 * The ledgers of a call's numbers learn of it, and then the do-not-call list is read: in this order, so that an opt-out that comes
 * meanwhile is either seen here, or reported to the call.
 */
export async function register(
  access: LedgerAccess,
  {
    call,
    facts: { request, startedAt },
    registered,
  }: {
    readonly call: CallIdentity;
    readonly facts: CallFacts;
    readonly registered: readonly string[];
  },
): Promise<Registration> {
  const numbers = numbersOf(request);
  if (numbers.every((number) => registered.includes(number))) return {};
  const until = startedAt + request.policy.limits.deadline + overtime;
  const done = await unlessFailed(access, async () => {
    const { ledgers, list } = access.open();
    await Promise.all(numbers.map((number) => ledgers.tell(number, { registered: { ...call, until } })));
    return Promise.all(numbers.map((number) => list.find(number)));
  });
  if (!done.ok) return { failure: done.why };
  const optedOut = done.value.find((one) => one !== undefined);
  return {
    registered: [...new Set([...registered, ...numbers])],
    ...(optedOut ? { optedOut: { reason: optedOut.reason } } : {}),
  };
}

/** A call that is over needs no opt-outs. A ledger that does not learn of it asks for itself. */
export async function leave(
  access: LedgerAccess,
  {
    call,
    registered,
    now,
  }: { readonly call: CallIdentity; readonly registered: readonly string[]; readonly now: number },
): Promise<void> {
  await unlessFailed(access, async () => {
    const { ledgers, keepFor } = access.open();
    const left = { ...call, until: now + keepFor };
    await Promise.all(registered.map((number) => ledgers.tell(number, { left })));
  });
}

/** An attempt may be under way at the deadline; milliseconds. */
const overtime = 1 * hours;

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

async function unlessFailed<T>({ began }: LedgerAccess, work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await inOwnTime(work, began) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
