import { callOfAttempt, type CallIdentity } from '../call/attempt';
import type { Outcome } from '../call/outcome';
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

export const emptyLedger: Ledger = { attempts: [], calls: [] };

/** The calls that have attempts reserved or under way. */
export function underWay({ attempts }: Ledger): CallIdentity[] {
  return attempts.filter(isUnderWay).map(({ call, attemptId }) => callOfAttempt(call, attemptId));
}

/** Its result is not known yet: it may be ringing, or never be made. */
export function isUnderWay({ lookUpAt }: LedgerEntry): boolean {
  return lookUpAt !== undefined;
}

export function endOf({ at, endedAt = at }: CountedAttempt): number {
  return endedAt;
}

/** Identifies its call across all runs. */
export function callOf({ call, attemptId }: Pick<CountedAttempt, 'call' | 'attemptId'>): string {
  return callOfAttempt(call, attemptId).firstExecutionRunId;
}

export function isAttempt(id: string): (entry: CountedAttempt) => boolean {
  return ({ attemptId }) => attemptId === id;
}

export function nextSequence(attempts: readonly CountedAttempt[]): number {
  return 1 + Math.max(0, ...attempts.map(({ sequence = 0 }) => sequence));
}

export function withEntry(attempts: readonly LedgerEntry[], one: LedgerEntry): LedgerEntry[] {
  return [...attempts.filter(({ attemptId }) => attemptId !== one.attemptId), one];
}
