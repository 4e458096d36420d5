import type { Evidence } from '../run/evidence';
import type { Breach } from './breach';
import type { CallCase } from './case';

/** The ends of calls in the storm, compared with the run without faults. */
export interface Comparison {
  readonly breaches: readonly Breach[];
  readonly compared: number;
  readonly same: number;
  readonly different: readonly {
    readonly workflowId: string;
    readonly calm: string;
    readonly storm: string;
  }[];
}

/** Checks that calls are not given up under faults. Cancelled and terminated calls are not compared: their end depends on timing. */
export function compare(
  calm: readonly CallCase[],
  storm: readonly CallCase[],
  evidence: Evidence,
): Comparison {
  const ended = new Set(
    evidence.happenings
      .filter(({ what, done }) => done && (what === 'cancel' || what === 'terminate'))
      .map(({ workflowId }) => workflowId),
  );
  const calmEnds = new Map(calm.map((one) => [one.call.plan.workflowId, endOf(one)]));
  const pairs = storm
    .filter(({ call }) => !ended.has(call.plan.workflowId))
    .map((one) => {
      const { workflowId } = one.call.plan;
      return { workflowId, calm: calmEnds.get(workflowId) ?? 'none', storm: endOf(one) };
    });
  const different = pairs.filter((pair) => pair.calm !== pair.storm);
  // At least 2: in a small storm 1 % is less than one call, and a lost answer with `resend: "never"` changes an end.
  const tolerated = Math.max(2, pairs.length * 0.01);
  return {
    breaches:
      different.length <= tolerated
        ? []
        : [
            {
              promise: 'same-end',
              workflowId: different[0]?.workflowId,
              detail: `${different.length} of ${pairs.length} calls ended differently than without faults`,
            },
          ],
    compared: pairs.length,
    same: pairs.length - different.length,
    different,
  };
}

function endOf({ call: { end }, attempts }: CallCase): string {
  if (end.kind !== 'completed') return end.kind;
  // An attempt that was given back used up nothing of the policy.
  const counted = attempts.filter(({ neverRang }) => !neverRang);
  return [end.result.outcome, ...counted.map(({ disposition }) => disposition)].join(', ');
}
