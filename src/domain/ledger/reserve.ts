import { callOfAttempt } from '../call/attempt';
import type { EarlierCall } from '../call/earlier-call';
import { earlierCall } from './called-before';
import { forbiddenBy, type LimitCheck } from './check';
import type { CountedAttempt } from './counted-attempt';
import {
  callOf,
  endOf,
  isAttempt,
  isUnderWay,
  nextSequence,
  withEntry,
  type Ledger,
  type LedgerEntry,
} from './ledger';

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

/** The attempt has a contact, so sending its token again rings no phone. */
function wasMade({ lookUpAt, disposition }: LedgerEntry): boolean {
  return lookUpAt === undefined && disposition !== 'unknown' && disposition !== 'not-allowed';
}

function granted({ sequence }: LedgerEntry): Extract<Reserved, { is: 'granted' }> {
  return { is: 'granted', ...(sequence === undefined ? {} : { sequence }) };
}

/** May these be IDs of the same number? Without IDs it is not known. */
function mayBe(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return !one || !other || one.some((id) => other.includes(id));
}

/** The members that limits need. */
function plain(entry: LedgerEntry): CountedAttempt {
  const { attemptId, call, subject, at, endedAt, disposition, isConversation, isRefusal, sequence } = entry;
  return {
    ...{ attemptId, call, subject, at, endedAt, sequence },
    ...{ disposition, isConversation, isRefusal },
  };
}
