import { callOfAttempt, type CallIdentity } from '../call/attempt';
import { forbiddenBy, type ContactCheck } from './check';
import type { PastContact } from './past-contact';

/** What is remembered of one person. Instants are milliseconds since the epoch. */
export interface Ledger {
  /** When it began to remember: what it does not know of a later instant was never granted. @default it can't tell */
  readonly since?: number;
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
  /** Where it may have been sent before: not earlier than this. */
  readonly sentSince?: number;
}

export type Reserved =
  | {
      readonly is: 'granted';
      readonly contactNumber?: number;
      /** There was no reservation before. */
      readonly isNew?: true;
    }
  /** The limit, and what other calls did that it may have counted. */
  | ({
      readonly is: 'refused';
      readonly limit: string;
      readonly contacts: readonly PastContact[];
    } & NeverGranted)
  /** Another call (its workflow ID) has an attempt reserved or under way, or nobody knows whether its phone still rings. */
  | ({
      readonly is: 'engaged';
      readonly call: string;
      readonly until?: number;
      /** Running calls that are registered, and may all want to know. */
      readonly calls: number;
    } & NeverGranted);

/** The attempt has had no grant before, and so was never sent. */
interface NeverGranted {
  readonly wasNeverGranted?: true;
}

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
  /** What became of this reservation, as histories tell. What was told or reserved since is newer. */
  readonly about?: Pick<PastContact, 'attemptId' | 'at'>;
}

export const emptyLedger: Ledger = { contacts: [], calls: [] };

/**
 * One attempt to the person at a time: what another call has under way may become a conversation, or not be made at all, so nothing
 * can be said before it is known. An attempt that has its reservation already is weighed as if it were new: it may be dialed on another day.
 */
export function reserve(ledger: Ledger, asked: Reservation): { ledger: Ledger; answer: Reserved } {
  const { checks, isAgain = false, sentSince, ...wanted } = asked;
  const own = ledger.contacts.find(isAttempt(wanted.attemptId));
  // Made, as it is known: the dial only learns of its own contact, and rings nobody.
  if (own && wasMade(own)) return { ledger, answer: granted(own) };
  if (own && isUnderWay(own) && isAgain) {
    // From now on it is this dial that is asked about.
    const renewed = { ...own, at: Math.max(own.at + 1, wanted.at), askAt: wanted.askAt };
    return { ledger: { ...ledger, contacts: withContact(ledger.contacts, renewed) }, answer: granted(own) };
  }
  const refused = (answer: Exclude<Reserved, { is: 'granted' }>) => {
    const isNew = !own && sentSince !== undefined && ledger.since !== undefined && ledger.since < sentSince;
    return { ledger, answer: isNew ? { ...answer, wasNeverGranted: true as const } : answer };
  };
  const contacts = ledger.contacts.filter((contact) => contact !== own);
  const isOther = (contact: LedgerContact) => callOf(contact) !== callOf(wanted);
  const isEngaged = (contact: LedgerContact) => isOther(contact) && isUnderWay(contact);
  const engaged = contacts.find(isEngaged);
  // Of one that another call has under way nothing can be said yet.
  const known = contacts.filter((contact) => !isEngaged(contact));
  const forbidding = forbiddenBy(checks, known);
  if (forbidding) {
    const since = Math.min(...checks.map((check) => check.since));
    const counted = known.filter((contact) => isOther(contact) && endOf(contact) >= since).map(plain);
    return refused({ is: 'refused', limit: forbidding.limit, contacts: counted });
  }
  const calls = ledger.calls.filter(({ isOver }) => !isOver).length;
  if (engaged) return refused({ is: 'engaged', call: engaged.call, calls });
  const quiet = known.find((contact) => isOther(contact) && (contact.quietUntil ?? 0) > wanted.at);
  if (quiet) return refused({ is: 'engaged', call: quiet.call, until: quiet.quietUntil, calls });
  const contactNumber = own?.contactNumber ?? nextNumber(contacts);
  const reserved = { ...wanted, contactNumber };
  const answer = granted(reserved);
  return {
    ledger: { ...ledger, contacts: [...contacts, reserved] },
    answer: own ? answer : { ...answer, isNew: true },
  };
}

/** The attempts that are reserved or under way, by the calls that they belong to. */
export function underWay({ contacts }: Ledger): CallIdentity[] {
  return contacts.filter(isUnderWay).map(({ call, attemptId }) => callOfAttempt(call, attemptId));
}

/** There is a contact of it: to send its token again rings nobody. */
function wasMade({ askAt, disposition }: LedgerContact): boolean {
  return askAt === undefined && disposition !== 'unknown' && disposition !== 'not-allowed';
}

function granted({ contactNumber }: LedgerContact): Extract<Reserved, { is: 'granted' }> {
  return { is: 'granted', ...(contactNumber === undefined ? {} : { contactNumber }) };
}

export function tell(ledger: Ledger, news: LedgerNews, now: number): Ledger {
  const { registered, recorded, left, released, postponed, adopted, about } = news;
  let { contacts, calls } = ledger;
  const isCurrent = (one: LedgerContact) =>
    isUnderWay(one) && one.attemptId === about?.attemptId && one.at === about.at;
  if (about && !contacts.some(isCurrent)) return ledger;
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
    const { askAt } = postponed;
    contacts = contacts.map((one) =>
      isUnderWay(one) && postponed.attemptIds.includes(one.attemptId) ? { ...one, askAt } : one,
    );
  }
  for (const contact of adopted?.contacts ?? []) {
    const known = contacts.find(isAttempt(contact.attemptId));
    if (!known || isUnderWay(known)) contacts = withContact(contacts, contact);
  }
  for (const call of adopted?.calls ?? []) if (!calls.some(isCall(call))) calls = withCall(calls, call);
  return { ...ledger, contacts, calls };
}

/** Without what no rule needs any more. */
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

/** A number that is dialed without end must not outgrow a payload of Temporal's (2 MB). What is under way is never forgotten. */
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

/** Of contacts, and of calls: some 1,000 each, far more than any limit counts. A character takes up to 3 bytes. */
const mostCharacters = 300_000;

/** What has to be asked about: attempts that nobody recorded in time, and calls that should be over. */
export function dueAt(ledger: Ledger, now: number, most = Infinity): DueQuestions {
  return {
    contacts: ledger.contacts.filter(({ askAt }) => askAt !== undefined && askAt <= now).slice(0, most),
    calls: ledger.calls.filter(({ isOver, until }) => !isOver && until <= now).slice(0, most),
  };
}

export interface DueQuestions {
  readonly contacts: readonly LedgerContact[];
  readonly calls: readonly KnownCall[];
}

/** Nobody could answer: all of it is asked again at this instant. */
export function putOff(ledger: Ledger, { contacts, calls }: DueQuestions, askAt: number): Ledger {
  const isPutOff = new Set([...contacts.map(({ attemptId }) => attemptId), ...calls.map(idOf)]);
  return {
    ...ledger,
    contacts: ledger.contacts.map((one) =>
      isUnderWay(one) && isPutOff.has(one.attemptId) ? { ...one, askAt } : one,
    ),
    calls: ledger.calls.map((one) =>
      !one.isOver && isPutOff.has(idOf(one)) ? { ...one, until: askAt } : one,
    ),
  };
}

function idOf({ firstExecutionRunId }: CallIdentity): string {
  return firstExecutionRunId;
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

/** Its call, in all its runs. */
function callOf({ call, attemptId }: Pick<PastContact, 'call' | 'attemptId'>): string {
  return callOfAttempt(call, attemptId).firstExecutionRunId;
}

/** It is not known how it ended, nor whether it is made at all. */
function isUnderWay({ askAt }: LedgerContact): boolean {
  return askAt !== undefined;
}

function nextNumber(contacts: readonly PastContact[]): number {
  return 1 + Math.max(0, ...contacts.map(({ contactNumber = 0 }) => contactNumber));
}

/** What a limit needs to know of it. */
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
