import type { CallIdentity } from '../call/attempt';
import type { Outcome } from '../call/outcome';
import type { CountedAttempt } from './counted-attempt';
import {
  callOf,
  isAttempt,
  isUnderWay,
  nextSequence,
  withEntry,
  type KnownCall,
  type Ledger,
  type LedgerEntry,
} from './ledger';

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

function isCall({ firstExecutionRunId: id }: CallIdentity): (call: KnownCall) => boolean {
  return ({ firstExecutionRunId }) => firstExecutionRunId === id;
}

function withCall(calls: readonly KnownCall[], one: KnownCall): KnownCall[] {
  return [...calls.filter((call) => !isCall(one)(call)), one];
}
