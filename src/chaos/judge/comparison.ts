import type { Evidence } from '../run/evidence';
import type { Breach } from './breach';
import type { CallCase } from './case';

/** How the calls of a storm ended, beside the same calls without faults. */
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

/** Safety must not be bought with giving up. Calls that somebody ended are not compared: when they did is chance. */
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
  // Of a small storm 2 % are less than one call, and some faults may make a difference: a lost answer that must not be asked for.
  const tolerated = Math.max(2, pairs.length * 0.02);
  return {
    breaches:
      different.length <= tolerated
        ? []
        : [
            {
              promise: 'same-end',
              workflowId: different[0]?.workflowId,
              detail: `${different.length} of ${pairs.length} calls ended otherwise than without faults`,
            },
          ],
    compared: pairs.length,
    same: pairs.length - different.length,
    different,
  };
}

function endOf({ call: { end }, attempts }: CallCase): string {
  if (end.kind !== 'completed') return end.kind;
  return [end.result.outcome, ...attempts.map(({ disposition }) => disposition)].join(', ');
}
