import type { CallIdentity } from '../attempt';
import { forbiddenBy, type ContactCheck } from './check';
import type { PastContact } from './past-contact';

/** What is remembered of one person. Instants are milliseconds since the epoch. */
export interface Ledger {
  readonly contacts: readonly LedgerContact[];
  readonly calls: readonly KnownCall[];
}

export interface LedgerContact extends PastContact {
  /** How long after its end it is remembered, milliseconds. */
  readonly keepFor: number;
  /** Reserved or under way: when to ask what became of it. Absent once that is known. */
  readonly askAt?: number;
}

export interface KnownCall extends CallIdentity {
  /** Of a running call: when to ask whether it still runs. Of one that is over: when to forget it. */
  readonly until: number;
  readonly isOver: boolean;
}

/** One attempt more, if the checks allow it. */
export interface Reservation extends Pick<PastContact, 'attemptId' | 'call' | 'subject' | 'at'> {
  readonly checks: readonly ContactCheck[];
  readonly keepFor: number;
  readonly askAt: number;
  /** It may have been sent before: what was granted then stays granted. */
  readonly isAgain?: boolean;
}

export type Reserved =
  | { readonly is: 'granted' }
  /** The limit, and what other calls did that it may have counted. */
  | { readonly is: 'refused'; readonly limit: string; readonly contacts: readonly PastContact[] };

/** What is told without waiting for an answer. All of it may be told twice. */
export interface LedgerNews {
  /** A call that wants to know when the person opts out. */
  readonly registered?: CallIdentity & { readonly until: number };
  readonly recorded?: { readonly contacts: readonly PastContact[]; readonly keepFor: number };
  /** A call that is over; remembered until then, so that it can be erased with the rest. */
  readonly left?: CallIdentity & { readonly until: number };
  /** Attempts that were reserved and never made. */
  readonly released?: readonly string[];
  /** Attempts whose end is not known yet: asked about again at this instant. */
  readonly postponed?: { readonly attemptIds: readonly string[]; readonly askAt: number };
  /** All that another ledger of this person knew. */
  readonly adopted?: Ledger;
}

export const emptyLedger: Ledger = { contacts: [], calls: [] };

/** An attempt that has its reservation already is weighed as if it were new: it may be dialed on another day. */
export function reserve(ledger: Ledger, asked: Reservation): { ledger: Ledger; answer: Reserved } {
  const { checks, isAgain = false, ...wanted } = asked;
  const own = ledger.contacts.find(isAttempt(wanted.attemptId));
  // Made, as it is known: the dial only learns of its own contact, and rings nobody.
  if (own && (own.askAt === undefined || isAgain)) return { ledger, answer: { is: 'granted' } };
  const others = ledger.contacts.filter((contact) => contact !== own);
  const forbidding = forbiddenBy(checks, others);
  if (!forbidding) {
    return { ledger: { ...ledger, contacts: [...others, wanted] }, answer: { is: 'granted' } };
  }
  const since = Math.min(...checks.map((check) => check.since));
  const contacts = others
    .filter((contact) => callOf(contact) !== callOf(wanted) && endOf(contact) >= since)
    .map(plain);
  return { ledger, answer: { is: 'refused', limit: forbidding.limit, contacts } };
}

export function tell(ledger: Ledger, news: LedgerNews, now: number): Ledger {
  const { registered, recorded, left, released, postponed, adopted } = news;
  let { contacts, calls } = ledger;
  if (registered) calls = withCall(calls, { ...registered, isOver: false });
  if (left) {
    calls = withCall(calls, { ...left, isOver: true });
    // It says nothing of them any more: what became of them has to be asked.
    contacts = contacts.map((one) =>
      one.askAt !== undefined && callOf(one) === left.firstExecutionRunId
        ? { ...one, askAt: Math.min(one.askAt, now) }
        : one,
    );
  }
  for (const contact of recorded?.contacts ?? []) {
    const { keepFor = 0 } = contacts.find(isAttempt(contact.attemptId)) ?? {};
    contacts = withContact(contacts, { ...contact, keepFor: Math.max(keepFor, recorded?.keepFor ?? 0) });
  }
  if (released) contacts = contacts.filter((one) => !(released.includes(one.attemptId) && one.askAt));
  if (postponed) {
    const { askAt } = postponed;
    contacts = contacts.map((one) =>
      one.askAt && postponed.attemptIds.includes(one.attemptId) ? { ...one, askAt } : one,
    );
  }
  for (const contact of adopted?.contacts ?? []) {
    const known = contacts.find(isAttempt(contact.attemptId));
    if (!known || known.askAt !== undefined) contacts = withContact(contacts, contact);
  }
  for (const call of adopted?.calls ?? []) if (!calls.some(isCall(call))) calls = withCall(calls, call);
  return { contacts, calls };
}

/** Without what no rule needs any more. */
export function tidied({ contacts, calls }: Ledger, now: number): Ledger {
  return {
    contacts: contacts.filter((one) => forgetAt(one) > now).slice(-mostContacts),
    calls: calls.filter(({ isOver, until }) => !isOver || until > now).slice(-mostCalls),
  };
}

/** What has to be asked about: attempts that nobody recorded in time, and calls that should be over. */
export function dueAt(ledger: Ledger, now: number): { contacts: LedgerContact[]; calls: KnownCall[] } {
  return {
    contacts: ledger.contacts.filter(({ askAt }) => askAt !== undefined && askAt <= now),
    calls: ledger.calls.filter(({ isOver, until }) => !isOver && until <= now),
  };
}

/** When something is to be asked or forgotten next; undefined when nothing is remembered. */
export function nextWake({ contacts, calls }: Ledger): number | undefined {
  const instants = [...contacts.map((one) => one.askAt ?? forgetAt(one)), ...calls.map(({ until }) => until)];
  return instants.length === 0 ? undefined : Math.min(...instants);
}

function forgetAt(contact: LedgerContact): number {
  return contact.askAt === undefined ? endOf(contact) + contact.keepFor : Infinity;
}

function endOf({ at, endedAt = at }: PastContact): number {
  return endedAt;
}

/** Its call, in all its runs: the attempt's id without its number. */
function callOf({ attemptId }: Pick<PastContact, 'attemptId'>): string {
  return attemptId.slice(0, attemptId.lastIndexOf('.'));
}

function plain(contact: LedgerContact): PastContact {
  const { attemptId, call, subject, at, endedAt, disposition, isConversation, isRefusal } = contact;
  return { attemptId, call, subject, at, endedAt, disposition, isConversation, isRefusal };
}

function isAttempt(id: string): (contact: PastContact) => boolean {
  return ({ attemptId }) => attemptId === id;
}

function isCall({ firstExecutionRunId: id }: CallIdentity): (call: KnownCall) => boolean {
  return ({ firstExecutionRunId }) => firstExecutionRunId === id;
}

function withContact(contacts: readonly LedgerContact[], one: LedgerContact): LedgerContact[] {
  return [...contacts.filter(({ attemptId }) => attemptId !== one.attemptId), one];
}

function withCall(calls: readonly KnownCall[], one: KnownCall): KnownCall[] {
  return [...calls.filter((call) => !isCall(one)(call)), one];
}

/** Far more than any limit counts; a number that is dialed without end must not outgrow a payload of Temporal's (2 MB). */
const mostContacts = 2_000;
const mostCalls = 2_000;
