import { callOfAttempt, type CallIdentity } from '../call/attempt';
import type { EarlierCall } from '../call/earlier-call';
import { isOutcome, type Outcome } from '../call/outcome';
import { forbiddenBy, type LimitCheck } from './check';
import type { CountedAttempt } from './counted-attempt';

/** What is remembered about one person. Instants are milliseconds since the epoch. */
export interface Ledger {
  /** Start of the ledger: an unknown attempt after it was never granted. @default unknown */
  readonly since?: number;
  readonly attempts: readonly LedgerEntry[];
  readonly calls: readonly KnownCall[];
}

export interface LedgerEntry extends CountedAttempt {
  /** How long the attempt is remembered after its end, milliseconds. */
  readonly keepFor: number;
  /** When to look up an attempt that is reserved or under way. Absent once its result is known. */
  readonly lookUpAt?: number;
}

export interface KnownCall extends CallIdentity {
  /** For a running call, when to check that it still runs. For a call that is over, when to forget it. */
  readonly until: number;
  readonly isOver: boolean;
  /** How it ended. Absent while it runs, where it failed or was terminated, and in the ledgers of other numbers than its own. */
  readonly outcome?: Outcome;
}

/** Requests one more attempt, if the checks allow it. */
export interface Reservation extends Pick<CountedAttempt, 'attemptId' | 'call' | 'subject' | 'at'> {
  readonly checks: readonly LimitCheck[];
  readonly keepFor: number;
  readonly lookUpAt: number;
  /** The attempt may have been sent before; an earlier grant remains valid. */
  readonly isAgain?: boolean;
  /**
   * IDs of the number to dial, where the policy waits only for quiet periods of that number. @default it waits for the person's
   */
  readonly number?: readonly string[];
  /** The attempt was not sent before this instant. */
  readonly sentSince?: number;
}

export type Reserved =
  | {
      readonly is: 'granted';
      readonly sequence?: number;
      /** There was no earlier reservation. */
      readonly isNew?: true;
    }
  /** Names the limit, and the attempts of other calls that it may have counted. */
  | ({
      readonly is: 'refused';
      readonly limit: string;
      readonly otherAttempts: readonly CountedAttempt[];
    } & NeverGranted)
  /** Another call (its workflow ID) has an attempt reserved or under way, or its phone may still be ringing. */
  | ({
      readonly is: 'busy';
      readonly call: string;
      readonly until?: number;
      /** Number of registered running calls, which may all be polling. */
      readonly calls: number;
    } & NeverGranted)
  /** A call with the same workflow ID has ended before. */
  | ({ readonly is: 'called-before'; readonly earlier: EarlierCall } & NeverGranted);

/** Set when the attempt never had a grant, and so was never sent. */
interface NeverGranted {
  readonly wasNeverGranted?: true;
}

/** Reports to a ledger, sent without waiting for an answer. Harmless to repeat. */
export interface LedgerReport {
  /** A call to notify when the person opts out. */
  readonly registered?: CallIdentity & { readonly until: number };
  readonly recorded?: { readonly attempts: readonly CountedAttempt[]; readonly keepFor: number };
  /**
   * A call that is over. It is remembered until `until`, so that it can be erased with the person's other data, and so that a later
   * call with its workflow ID gets its outcome.
   */
  readonly left?: CallIdentity & { readonly until: number; readonly outcome?: Outcome };
  /** Attempts that were reserved but never made. */
  readonly released?: readonly string[];
  /** Attempts that were recorded and proved later to have rung no phone: they no longer count. */
  readonly neverRang?: readonly string[];
  /** Attempts whose end is not known yet: look them up again at `lookUpAt`. */
  readonly postponed?: { readonly attemptIds: readonly string[]; readonly lookUpAt: number };
  /** The contents of another ledger of this person. */
  readonly adopted?: Ledger;
  /** The reservation that was looked up in histories. Later reports or reservations of the attempt take precedence. */
  readonly about?: Pick<CountedAttempt, 'attemptId' | 'at'>;
}

export const emptyLedger: Ledger = { attempts: [], calls: [] };

/**
 * Grants one attempt to the person at a time. An attempt of another call may become a conversation or never be made, so the limits
 * can't be applied before its result is known. An attempt that is already reserved is checked again, since it may be dialed on
 * another day.
 */
export function reserve(ledger: Ledger, reservation: Reservation): { ledger: Ledger; answer: Reserved } {
  const { checks, isAgain = false, sentSince, number, ...wanted } = reservation;
  const own = ledger.attempts.find(isAttempt(wanted.attemptId));
  // Already made: the dial only gets its own contact back and rings no phone.
  if (own && wasMade(own)) return { ledger, answer: granted(own) };
  if (own && isUnderWay(own) && isAgain) {
    // From now on, look-ups refer to this dial.
    const renewed = { ...own, at: Math.max(own.at + 1, wanted.at), lookUpAt: wanted.lookUpAt };
    return { ledger: { ...ledger, attempts: withEntry(ledger.attempts, renewed) }, answer: granted(own) };
  }
  const refused = (answer: Exclude<Reserved, { is: 'granted' }>) => {
    const isNew = !own && sentSince !== undefined && ledger.since !== undefined && ledger.since < sentSince;
    return { ledger, answer: isNew ? { ...answer, wasNeverGranted: true as const } : answer };
  };
  const earlier = earlierCall(ledger, callOfAttempt(wanted.call, wanted.attemptId));
  if (earlier) return refused({ is: 'called-before', earlier });
  const attempts = ledger.attempts.filter((entry) => entry !== own);
  const isOther = (entry: LedgerEntry) => callOf(entry) !== callOf(wanted);
  const isBusy = (entry: LedgerEntry) => isOther(entry) && isUnderWay(entry);
  const busy = attempts.find(isBusy);
  // The limits can't count an attempt that another call has under way.
  const known = attempts.filter((entry) => !isBusy(entry));
  const forbidding = forbiddenBy(checks, known);
  if (forbidding) {
    const since = Math.min(...checks.map((check) => check.since));
    const counted = known.filter((entry) => isOther(entry) && endOf(entry) >= since).map(plain);
    return refused({ is: 'refused', limit: forbidding.limit, otherAttempts: counted });
  }
  const calls = ledger.calls.filter(({ isOver }) => !isOver).length;
  if (busy) return refused({ is: 'busy', call: busy.call, calls });
  const quiet = known.find(
    (entry) => isOther(entry) && (entry.quietUntil ?? 0) > wanted.at && mayBe(entry.quietNumber, number),
  );
  if (quiet) return refused({ is: 'busy', call: quiet.call, until: quiet.quietUntil, calls });
  const sequence = own?.sequence ?? nextSequence(attempts);
  const reserved = { ...wanted, sequence };
  const answer = granted(reserved);
  return {
    ledger: { ...ledger, attempts: [...attempts, reserved] },
    answer: own ? answer : { ...answer, isNew: true },
  };
}

/**
 * A call with the same workflow ID that has ended with an outcome: the later one must not dial. Undefined once the later one has an
 * attempt of its own, so that a ledger that learns of the earlier one too late does not stop it half-way.
 */
export function earlierCall({ attempts, calls }: Ledger, later: CallIdentity): EarlierCall | undefined {
  if (attempts.some((entry) => callOf(entry) === later.firstExecutionRunId)) return undefined;
  for (const { workflowId, firstExecutionRunId, outcome } of calls) {
    const isEarlier = workflowId === later.workflowId && firstExecutionRunId !== later.firstExecutionRunId;
    if (isEarlier && isOutcome(outcome)) return { outcome, firstExecutionRunId };
  }
  return undefined;
}

/** The running calls that an earlier call has already made, where this report may have shown it. */
export function calledBefore(
  ledger: Ledger,
  { registered, left }: LedgerReport,
): { readonly call: CallIdentity; readonly earlier: EarlierCall }[] {
  const reported = [registered?.workflowId, left?.workflowId];
  return ledger.calls.flatMap((call) => {
    const earlier =
      !call.isOver && reported.includes(call.workflowId) ? earlierCall(ledger, call) : undefined;
    return earlier ? [{ call, earlier }] : [];
  });
}

/** The calls that have attempts reserved or under way. */
export function underWay({ attempts }: Ledger): CallIdentity[] {
  return attempts.filter(isUnderWay).map(({ call, attemptId }) => callOfAttempt(call, attemptId));
}

/** The attempt has a contact, so sending its token again rings no phone. */
function wasMade({ lookUpAt, disposition }: LedgerEntry): boolean {
  return lookUpAt === undefined && disposition !== 'unknown' && disposition !== 'not-allowed';
}

function granted({ sequence }: LedgerEntry): Extract<Reserved, { is: 'granted' }> {
  return { is: 'granted', ...(sequence === undefined ? {} : { sequence }) };
}

export function applyReport(ledger: Ledger, report: LedgerReport, now: number): Ledger {
  const { registered, recorded, left, released, neverRang, postponed, adopted, about } = report;
  let { attempts, calls } = ledger;
  const isCurrent = (one: LedgerEntry) =>
    isUnderWay(one) && one.attemptId === about?.attemptId && one.at === about.at;
  if (about && !attempts.some(isCurrent)) return ledger;
  if (registered) {
    // One call of a workflow ID runs at a time, so an earlier one is over: find out at once how it ended.
    const isOvertaken = (one: KnownCall) => one.workflowId === registered.workflowId && !one.isOver;
    calls = calls.map((one) => (isOvertaken(one) ? { ...one, until: Math.min(one.until, now) } : one));
    calls = withCall(calls, { ...registered, isOver: false });
  }
  if (left) {
    calls = withCall(calls, { ...left, isOver: true });
    // The call reports nothing more, so its open attempts must be looked up.
    attempts = attempts.map((one) =>
      one.lookUpAt !== undefined && callOf(one) === left.firstExecutionRunId
        ? { ...one, lookUpAt: Math.min(one.lookUpAt, now) }
        : one,
    );
  }
  for (const entry of recorded?.attempts ?? []) {
    const known = attempts.find(isAttempt(entry.attemptId));
    attempts = withEntry(attempts, {
      ...entry,
      at: Math.max(entry.at, known?.at ?? entry.at),
      keepFor: Math.max(recorded?.keepFor ?? 0, known?.keepFor ?? 0),
      sequence: known?.sequence ?? entry.sequence ?? nextSequence(attempts),
    });
  }
  if (released) attempts = attempts.filter((one) => !(isUnderWay(one) && released.includes(one.attemptId)));
  if (neverRang) attempts = attempts.filter(({ attemptId }) => !neverRang.includes(attemptId));
  if (postponed) {
    const { lookUpAt } = postponed;
    attempts = attempts.map((one) =>
      isUnderWay(one) && postponed.attemptIds.includes(one.attemptId) ? { ...one, lookUpAt } : one,
    );
  }
  for (const entry of adopted?.attempts ?? []) {
    const known = attempts.find(isAttempt(entry.attemptId));
    if (!known || isUnderWay(known)) attempts = withEntry(attempts, entry);
  }
  for (const call of adopted?.calls ?? []) if (!calls.some(isCall(call))) calls = withCall(calls, call);
  return { ...ledger, attempts, calls };
}

/** Removes entries that no rule needs any more. */
export function tidied({ attempts, calls, ...ledger }: Ledger, now: number): Ledger {
  return {
    ...ledger,
    attempts: newestThatFit(
      attempts.filter((one) => forgetAt(one) > now),
      isUnderWay,
    ),
    calls: newestThatFit(
      calls.filter(({ isOver, until }) => !isOver || until > now),
      ({ isOver }) => !isOver,
    ),
  };
}

/**
 * A number that is dialed without end must not outgrow Temporal's payload limit (2 MB). Entries under way are never dropped: there is
 * room for them first.
 */
function newestThatFit<T>(all: readonly T[], isUnderWay: (one: T) => boolean): readonly T[] {
  let room = mostCharacters - charactersOf(all.filter(isUnderWay));
  return [...all]
    .reverse()
    .filter((one) => {
      if (isUnderWay(one)) return true;
      room -= charactersOf([one]);
      return room >= 0;
    })
    .reverse();
}

/** The entries under way alone take all the room: more than one person can have. */
export function isTooLarge({ attempts, calls }: Ledger): boolean {
  const runningCalls = calls.filter(({ isOver }) => !isOver);
  return [attempts.filter(isUnderWay), runningCalls].some((open) => charactersOf(open) > mostCharacters);
}

function charactersOf(entries: readonly unknown[]): number {
  return entries.reduce<number>((sum, one) => sum + JSON.stringify(one).length, 0);
}

/** For attempts, and for calls: about 1,000 each, far more than any limit counts. A character takes up to 3 bytes. */
const mostCharacters = 300_000;

/** What to look up now: attempts that were not recorded in time, and calls that should be over. */
export function dueAt(ledger: Ledger, now: number, most = Infinity): DueLookUps {
  return {
    attempts: ledger.attempts
      .filter(({ lookUpAt }) => lookUpAt !== undefined && lookUpAt <= now)
      .slice(0, most),
    calls: ledger.calls.filter(({ isOver, until }) => !isOver && until <= now).slice(0, most),
  };
}

export interface DueLookUps {
  readonly attempts: readonly LedgerEntry[];
  readonly calls: readonly KnownCall[];
}

/** The look-up failed: repeat it at this instant. */
export function postpone(ledger: Ledger, { attempts, calls }: DueLookUps, lookUpAt: number): Ledger {
  const postponed = new Set([...attempts.map(({ attemptId }) => attemptId), ...calls.map(idOf)]);
  return {
    ...ledger,
    attempts: ledger.attempts.map((one) =>
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
export function nextWake({ attempts, calls }: Ledger): number | undefined {
  const instants = [
    ...attempts.map((one) => one.lookUpAt ?? forgetAt(one)),
    ...calls.map(({ until }) => until),
  ];
  return instants.length === 0 ? undefined : Math.min(...instants);
}

function forgetAt(entry: LedgerEntry): number {
  return entry.lookUpAt === undefined ? endOf(entry) + entry.keepFor : Infinity;
}

function endOf({ at, endedAt = at }: CountedAttempt): number {
  return endedAt;
}

/** May these be IDs of the same number? Without IDs it is not known. */
function mayBe(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return !one || !other || one.some((id) => other.includes(id));
}

/** Identifies its call across all runs. */
function callOf({ call, attemptId }: Pick<CountedAttempt, 'call' | 'attemptId'>): string {
  return callOfAttempt(call, attemptId).firstExecutionRunId;
}

/** Its result is not known yet: it may be ringing, or never be made. */
function isUnderWay({ lookUpAt }: LedgerEntry): boolean {
  return lookUpAt !== undefined;
}

function nextSequence(attempts: readonly CountedAttempt[]): number {
  return 1 + Math.max(0, ...attempts.map(({ sequence = 0 }) => sequence));
}

/** The members that limits need. */
function plain(entry: LedgerEntry): CountedAttempt {
  const { attemptId, call, subject, at, endedAt, disposition, isConversation, isRefusal, sequence } = entry;
  return {
    ...{ attemptId, call, subject, at, endedAt, sequence },
    ...{ disposition, isConversation, isRefusal },
  };
}

function isAttempt(id: string): (entry: CountedAttempt) => boolean {
  return ({ attemptId }) => attemptId === id;
}

function isCall({ firstExecutionRunId: id }: CallIdentity): (call: KnownCall) => boolean {
  return ({ firstExecutionRunId }) => firstExecutionRunId === id;
}

function withEntry(attempts: readonly LedgerEntry[], one: LedgerEntry): LedgerEntry[] {
  return [...attempts.filter(({ attemptId }) => attemptId !== one.attemptId), one];
}

function withCall(calls: readonly KnownCall[], one: KnownCall): KnownCall[] {
  return [...calls.filter((call) => !isCall(one)(call)), one];
}
