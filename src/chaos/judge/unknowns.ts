import type { Attempt } from '../../domain/call/attempt';
import type { Evidence } from '../run/evidence';
import type { Breach } from './breach';
import type { CallCase } from './case';

/** Attempts with the disposition `unknown`. */
export interface Unknowns {
  readonly breaches: readonly Breach[];
  readonly count: number;
  /** How many of these rang. */
  readonly rang: number;
  /** How many of those that rang have their contact ID. */
  readonly resolved: number;
}

/** Checks that each `unknown` attempt follows a lost answer or a fault, and that most of their contacts were found. */
export function judgeUnknowns(
  cases: readonly CallCase[],
  { exchanges, happenings }: Pick<Evidence, 'exchanges' | 'happenings'>,
): Unknowns {
  const unknowns = cases.flatMap((one) =>
    one.attempts.filter(({ disposition }) => disposition === 'unknown').map((attempt) => ({ attempt, one })),
  );
  const wasLost = ({ number }: Attempt, workflowId: string) =>
    exchanges.some(
      (exchange) =>
        exchange.workflowId === workflowId &&
        exchange.attemptId?.endsWith(`.${number}`) === true &&
        exchange.fate === 'lost',
    );
  const wasTroubled = ({ startedAt, endedAt }: Attempt) =>
    happenings.some(
      ({ what, at, until, done }) =>
        done && troubles.has(what) && at < Date.parse(endedAt) && until > Date.parse(startedAt),
    );
  // With `resend: "never"`, a new run can't find out what an earlier run dialed.
  const mustNotResend = ({ call: { plan } }: CallCase) =>
    plan.request.policy.resend === 'never' &&
    (plan.manner === 'retried' ||
      happenings.some(
        ({ what, done, workflowId }) => done && what === 'reset' && workflowId === plan.workflowId,
      ));
  const rang = unknowns.filter(({ attempt, one }) =>
    one.rings.some(({ number }) => number === attempt.number),
  );
  const unresolved = rang.filter(({ attempt }) => attempt.contactId === undefined);
  // At least 1: all answers about one contact may have been lost.
  const tolerated = Math.max(1, 0.05 * ringsWithLostAnswers(cases, exchanges));
  const unexplained: Breach[] = unknowns
    .filter(
      ({ attempt, one }) =>
        !wasLost(attempt, one.call.plan.workflowId) && !wasTroubled(attempt) && !mustNotResend(one),
    )
    .map(({ attempt, one }) => ({
      promise: 'explained-unknown',
      workflowId: one.call.plan.workflowId,
      detail: `attempt ${attempt.number} is unknown ("${attempt.why ?? ''}"), but no answer was lost`,
    }));
  const unfound: Breach[] =
    unresolved.length <= tolerated
      ? []
      : unresolved.map(({ attempt, one }) => ({
          promise: 'found-unknown',
          workflowId: one.call.plan.workflowId,
          detail: `attempt ${attempt.number} rang, but its call has no contact ID for it`,
        }));
  return {
    breaches: [...unexplained, ...unfound],
    count: unknowns.length,
    rang: rang.length,
    resolved: rang.length - unresolved.length,
  };
}

function ringsWithLostAnswers(cases: readonly CallCase[], exchanges: Evidence['exchanges']): number {
  const lost = new Set(exchanges.filter(({ fate }) => fate === 'lost').map(({ attemptId }) => attemptId));
  return cases.flatMap(({ rings }) => rings).filter(({ attemptId }) => attemptId && lost.has(attemptId))
    .length;
}

const troubles: ReadonlySet<string> = new Set([
  'kill-worker',
  'freeze-worker',
  'restart-server',
  'restart-simulator',
  'network',
]);
