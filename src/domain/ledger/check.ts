import type { Disposition } from '../call/disposition';
import { isFollowedBy, type CountedAttempt, type RestAfter } from './counted-attempt';

/**
 * A limit at one instant. Zones and days are replaced by instants to count from, so that a workflow can apply it. Instants are
 * milliseconds since the epoch.
 */
export type LimitCheck =
  | {
      readonly kind: 'count';
      readonly limit: string;
      readonly most: number;
      /** Attempts at or after it count. */
      readonly since: number;
      /** Only attempts about it count. @default all attempts to the person */
      readonly subject?: string;
      readonly ignores?: readonly Disposition[];
    }
  | {
      readonly kind: 'rest';
      readonly limit: string;
      readonly after: RestAfter;
      /** An attempt that ended (or began, if its end is unknown) after it forbids another. */
      readonly since: number;
      /**
       * For rests of several lengths that take turns: the `since` of the person's first attempt, of the second, and so on, then from
       * the first again. `since` is the earliest of them. @default `since` for all
       */
      readonly turns?: readonly number[];
      readonly subject?: string;
    };

/** The first check that forbids one more attempt, or undefined. */
export function forbiddenBy(
  checks: readonly LimitCheck[],
  attempts: readonly CountedAttempt[],
): LimitCheck | undefined {
  return checks.find((check) => !allows(check, attempts));
}

function allows(check: LimitCheck, attempts: readonly CountedAttempt[]): boolean {
  switch (check.kind) {
    case 'count':
      return countedAttempts(check, attempts).filter(({ at }) => at >= check.since).length < check.most;
    case 'rest': {
      const turns = check.turns ?? [check.since];
      return !endsToRestFrom(check, attempts).some(
        ({ end, turn }) => end > (turns[turn % turns.length] ?? check.since),
      );
    }
  }
}

/** The attempts that a count limit counts, regardless of their time. */
export function countedAttempts(
  { subject: wanted, ignores = [] }: { readonly subject?: string; readonly ignores?: readonly Disposition[] },
  attempts: readonly CountedAttempt[],
): CountedAttempt[] {
  return attempts.filter(
    ({ subject, disposition }) =>
      concerns(wanted, subject) && !(disposition !== undefined && ignores.includes(disposition)),
  );
}

/** The ends that a rest follows, each with its turn: the ledger's number of the attempt, else its place in order of time. */
export function endsToRestFrom(
  { subject: wanted, after }: { readonly subject?: string; readonly after: RestAfter },
  attempts: readonly CountedAttempt[],
): { readonly end: number; readonly turn: number }[] {
  let turn = -1;
  return attempts
    .filter((attempt) => concerns(wanted, attempt.subject) && isFollowedBy(attempt, after))
    .sort((a, b) => a.at - b.at || (a.attemptId < b.attemptId ? -1 : 1))
    .map(({ at, endedAt = at, sequence }) => {
      turn = sequence === undefined ? turn + 1 : sequence - 1;
      return { end: endedAt, turn };
    });
}

/** An attempt without a subject may have been about anything. */
function concerns(wanted: string | undefined, subject: string | undefined): boolean {
  return wanted === undefined || subject === undefined || subject === wanted;
}
