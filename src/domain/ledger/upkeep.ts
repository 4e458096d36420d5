import type { CallIdentity } from '../call/attempt';
import { endOf, isUnderWay, type KnownCall, type Ledger, type LedgerEntry } from './ledger';

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
