import { callOfAttempt, type CallIdentity } from '../call/attempt';
import { forbiddenBy, type ContactCheck } from './check';
import type { PastContact } from './past-contact';

/** What is remembered about one person. Instants are milliseconds since the epoch. */
export interface Ledger {
  /** Start of the ledger: an unknown attempt after it was never granted. @default unknown */
  readonly since?: number;
  readonly contacts: readonly LedgerContact[];
  readonly calls: readonly KnownCall[];
}

export interface LedgerContact extends PastContact {
  /** How long the attempt is remembered after its end, milliseconds. */
  readonly keepFor: number;
  /** When to look up an attempt that is reserved or under way. Absent once its result is known. */
  readonly lookUpAt?: number;
}

export interface KnownCall extends CallIdentity {
  /** For a running call, when to check that it still runs. For a call that is over, when to forget it. */
  readonly until: number;
  readonly isOver: boolean;
}

/** Requests one more attempt, if the checks allow it. */
export interface Reservation extends Pick<PastContact, 'attemptId' | 'call' | 'subject' | 'at'> {
  readonly checks: readonly ContactCheck[];
  readonly keepFor: number;
  readonly lookUpAt: number;
  /** The attempt may have been sent before; an earlier grant remains valid. */
  readonly isAgain?: boolean;
  /** The attempt was not sent before this instant. */
  readonly sentSince?: number;
}

export type Reserved =
  | {
      readonly is: 'granted';
      readonly contactNumber?: number;
      /** There was no earlier reservation. */
      readonly isNew?: true;
    }
  /** Names the limit, and the attempts of other calls that it may have counted. */
  | ({
      readonly is: 'refused';
      readonly limit: string;
      readonly contacts: readonly PastContact[];
    } & NeverGranted)
  /** Another call (its workflow ID) has an attempt reserved or under way, or its phone may still be ringing. */
  | ({
      readonly is: 'busy';
      readonly call: string;
      readonly until?: number;
      /** Number of registered running calls, which may all be polling. */
      readonly calls: number;
    } & NeverGranted);

/** Set when the attempt never had a grant, and so was never sent. */
interface NeverGranted {
  readonly wasNeverGranted?: true;
}

/** Reports to a ledger, sent without waiting for an answer. Harmless to repeat. */
export interface LedgerReport {
  /** A call to notify when the person opts out. */
  readonly registered?: CallIdentity & { readonly until: number };
  readonly recorded?: { readonly contacts: readonly PastContact[]; readonly keepFor: number };
  /** A call that is over. It is remembered until `until`, so that it can be erased with the person's other data. */
  readonly left?: CallIdentity & { readonly until: number };
  /** Attempts that were reserved but never made. */
  readonly released?: readonly string[];
  /** Attempts whose end is not known yet: look them up again at `askAt`. */
  readonly postponed?: { readonly attemptIds: readonly string[]; readonly lookUpAt: number };
  /** The contents of another ledger of this person. */
  readonly adopted?: Ledger;
  /** The reservation that was looked up in histories. Later reports or reservations of the attempt take precedence. */
  readonly about?: Pick<PastContact, 'attemptId' | 'at'>;
}

export const emptyLedger: Ledger = { contacts: [], calls: [] };

/**
 * Grants one attempt to the person at a time. An attempt of another call may become a conversation or never be made, so the limits
 * can't be applied before its result is known. An attempt that is already reserved is checked again, since it may be dialed on
 * another day.
 */
export function reserve(ledger: Ledger, reservation: Reservation): { ledger: Ledger; answer: Reserved } {
  const { checks, isAgain = false, sentSince, ...wanted } = reservation;
  const own = ledger.contacts.find(isAttempt(wanted.attemptId));
  // Already made: the dial only gets its own contact back and rings no phone.
  if (own && wasMade(own)) return { ledger, answer: granted(own) };
  if (own && isUnderWay(own) && isAgain) {
    // From now on, look-ups refer to this dial.
    const renewed = { ...own, at: Math.max(own.at + 1, wanted.at), lookUpAt: wanted.lookUpAt };
    return { ledger: { ...ledger, contacts: withContact(ledger.contacts, renewed) }, answer: granted(own) };
  }
  const refused = (answer: Exclude<Reserved, { is: 'granted' }>) => {
    const isNew = !own && sentSince !== undefined && ledger.since !== undefined && ledger.since < sentSince;
    return { ledger, answer: isNew ? { ...answer, wasNeverGranted: true as const } : answer };
  };
  const contacts = ledger.contacts.filter((contact) => contact !== own);
  const isOther = (contact: LedgerContact) => callOf(contact) !== callOf(wanted);
  const isBusy = (contact: LedgerContact) => isOther(contact) && isUnderWay(contact);
  const busy = contacts.find(isBusy);
  // The limits can't count an attempt that another call has under way.
  const known = contacts.filter((contact) => !isBusy(contact));
  const forbidding = forbiddenBy(checks, known);
  if (forbidding) {
    const since = Math.min(...checks.map((check) => check.since));
    const counted = known.filter((contact) => isOther(contact) && endOf(contact) >= since).map(plain);
    return refused({ is: 'refused', limit: forbidding.limit, contacts: counted });
  }
  const calls = ledger.calls.filter(({ isOver }) => !isOver).length;
  if (busy) return refused({ is: 'busy', call: busy.call, calls });
  const quiet = known.find((contact) => isOther(contact) && (contact.quietUntil ?? 0) > wanted.at);
  if (quiet) return refused({ is: 'busy', call: quiet.call, until: quiet.quietUntil, calls });
  const contactNumber = own?.contactNumber ?? nextNumber(contacts);
  const reserved = { ...wanted, contactNumber };
  const answer = granted(reserved);
  return {
    ledger: { ...ledger, contacts: [...contacts, reserved] },
    answer: own ? answer : { ...answer, isNew: true },
  };
}

/** The calls that have attempts reserved or under way. */
export function underWay({ contacts }: Ledger): CallIdentity[] {
  return contacts.filter(isUnderWay).map(({ call, attemptId }) => callOfAttempt(call, attemptId));
}

/** The attempt has a contact, so sending its token again rings no phone. */
function wasMade({ lookUpAt, disposition }: LedgerContact): boolean {
  return lookUpAt === undefined && disposition !== 'unknown' && disposition !== 'not-allowed';
}

function granted({ contactNumber }: LedgerContact): Extract<Reserved, { is: 'granted' }> {
  return { is: 'granted', ...(contactNumber === undefined ? {} : { contactNumber }) };
}

export function applyReport(ledger: Ledger, report: LedgerReport, now: number): Ledger {
  const { registered, recorded, left, released, postponed, adopted, about } = report;
  let { contacts, calls } = ledger;
  const isCurrent = (one: LedgerContact) =>
    isUnderWay(one) && one.attemptId === about?.attemptId && one.at === about.at;
  if (about && !contacts.some(isCurrent)) return ledger;
  if (registered) calls = withCall(calls, { ...registered, isOver: false });
  if (left) {
    calls = withCall(calls, { ...left, isOver: true });
    // The call reports nothing more, so its open attempts must be looked up.
    contacts = contacts.map((one) =>
      one.lookUpAt !== undefined && callOf(one) === left.firstExecutionRunId
        ? { ...one, lookUpAt: Math.min(one.lookUpAt, now) }
        : one,
    );
  }
  for (const contact of recorded?.contacts ?? []) {
    const known = contacts.find(isAttempt(contact.attemptId));
    contacts = withContact(contacts, {
      ...contact,
      at: Math.max(contact.at, known?.at ?? contact.at),
      keepFor: Math.max(recorded?.keepFor ?? 0, known?.keepFor ?? 0),
      contactNumber: known?.contactNumber ?? contact.contactNumber ?? nextNumber(contacts),
    });
  }
  if (released) contacts = contacts.filter((one) => !(isUnderWay(one) && released.includes(one.attemptId)));
  if (postponed) {
    const { lookUpAt } = postponed;
    contacts = contacts.map((one) =>
      isUnderWay(one) && postponed.attemptIds.includes(one.attemptId) ? { ...one, lookUpAt } : one,
    );
  }
  for (const contact of adopted?.contacts ?? []) {
    const known = contacts.find(isAttempt(contact.attemptId));
    if (!known || isUnderWay(known)) contacts = withContact(contacts, contact);
  }
  for (const call of adopted?.calls ?? []) if (!calls.some(isCall(call))) calls = withCall(calls, call);
  return { ...ledger, contacts, calls };
}

/** Removes entries that no rule needs any more. */
export function tidied({ contacts, calls, ...ledger }: Ledger, now: number): Ledger {
  return {
    ...ledger,
    contacts: newestThatFit(
      contacts.filter((one) => forgetAt(one) > now),
      isUnderWay,
    ),
    calls: newestThatFit(
      calls.filter(({ isOver, until }) => !isOver || until > now),
      ({ isOver }) => !isOver,
    ),
  };
}

/** A number that is dialed without end must not outgrow Temporal's payload limit (2 MB). Entries under way are never dropped. */
function newestThatFit<T>(all: readonly T[], isUnderWay: (one: T) => boolean): readonly T[] {
  let room = mostCharacters;
  return [...all]
    .reverse()
    .filter((one) => {
      room -= JSON.stringify(one).length;
      return room >= 0 || isUnderWay(one);
    })
    .reverse();
}

/** For attempts, and for calls: about 1,000 each, far more than any limit counts. A character takes up to 3 bytes. */
const mostCharacters = 300_000;

/** What to look up now: attempts that were not recorded in time, and calls that should be over. */
export function dueAt(ledger: Ledger, now: number, most = Infinity): DueLookUps {
  return {
    contacts: ledger.contacts
      .filter(({ lookUpAt }) => lookUpAt !== undefined && lookUpAt <= now)
      .slice(0, most),
    calls: ledger.calls.filter(({ isOver, until }) => !isOver && until <= now).slice(0, most),
  };
}

export interface DueLookUps {
  readonly contacts: readonly LedgerContact[];
  readonly calls: readonly KnownCall[];
}

/** The look-up failed: repeat it at this instant. */
export function postpone(ledger: Ledger, { contacts, calls }: DueLookUps, lookUpAt: number): Ledger {
  const postponed = new Set([...contacts.map(({ attemptId }) => attemptId), ...calls.map(idOf)]);
  return {
    ...ledger,
    contacts: ledger.contacts.map((one) =>
      isUnderWay(one) && postponed.has(one.attemptId) ? { ...one, lookUpAt } : one,
    ),
    calls: ledger.calls.map((one) =>
      !one.isOver && postponed.has(idOf(one)) ? { ...one, until: lookUpAt } : one,
    ),
  };
}

function idOf({ firstExecutionRunId }: CallIdentity): string {
  return firstExecutionRunId;
}

/** When something is to be looked up or forgotten next; undefined when the ledger is empty. */
export function nextWake({ contacts, calls }: Ledger): number | undefined {
  const instants = [
    ...contacts.map((one) => one.lookUpAt ?? forgetAt(one)),
    ...calls.map(({ until }) => until),
  ];
  return instants.length === 0 ? undefined : Math.min(...instants);
}

function forgetAt(contact: LedgerContact): number {
  return contact.lookUpAt === undefined ? endOf(contact) + contact.keepFor : Infinity;
}

function endOf({ at, endedAt = at }: PastContact): number {
  return endedAt;
}

/** Identifies its call across all runs. */
function callOf({ call, attemptId }: Pick<PastContact, 'call' | 'attemptId'>): string {
  return callOfAttempt(call, attemptId).firstExecutionRunId;
}

/** Its result is not known yet: it may be ringing, or never be made. */
function isUnderWay({ lookUpAt }: LedgerContact): boolean {
  return lookUpAt !== undefined;
}

function nextNumber(contacts: readonly PastContact[]): number {
  return 1 + Math.max(0, ...contacts.map(({ contactNumber = 0 }) => contactNumber));
}

/** The members that limits need. */
function plain(contact: LedgerContact): PastContact {
  const { attemptId, call, subject, at, endedAt, disposition, isConversation, isRefusal, contactNumber } =
    contact;
  return {
    ...{ attemptId, call, subject, at, endedAt, contactNumber },
    ...{ disposition, isConversation, isRefusal },
  };
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
