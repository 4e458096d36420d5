import type { Evidence } from '../run/evidence';
import type { Breach } from './breach';
import type { CallCase } from './case';
import { mostRingsOf, peopleOf } from './people';

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

/**
 * Checks that calls are not given up under faults. Calls that were cancelled or terminated are not compared, nor calls to a person who has
 * opted out: their end depends on timing. Calls that share a limit are compared together, since any of them may use it up.
 */
export function compare(
  calm: readonly CallCase[],
  storm: readonly CallCase[],
  evidence: Evidence,
): Comparison {
  const calmUnits = new Map(unitsOf(calm).map((unit) => [unit.workflowId, unit]));
  const pairs = unitsOf(storm)
    .filter(({ members }) => !members.some((one) => isUpToTiming(one, evidence)))
    .map(({ workflowId, end }) => ({
      workflowId,
      calm: calmUnits.get(workflowId)?.end ?? 'none',
      storm: end,
    }));
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

/** What is compared: one call, or all calls that share a limit. */
interface Unit {
  /** Of the first of its calls. */
  readonly workflowId: string;
  readonly members: readonly (CallCase & { readonly isToSamePerson: readonly string[] })[];
  readonly end: string;
}

function unitsOf(cases: readonly CallCase[]): Unit[] {
  return peopleOf(cases).flatMap(({ cases: toPerson }) => {
    const isToSamePerson = toPerson.map(({ call }) => call.plan.workflowId);
    const members = toPerson.map((one) => ({ ...one, isToSamePerson }));
    const workflowIdOf = ({ call }: CallCase) => call.plan.workflowId;
    const isLimited = mostRingsOf(toPerson) < Infinity;
    const [first] = members;
    return isLimited && first
      ? [{ workflowId: workflowIdOf(first), members, end: members.flatMap(dispositionsOf).sort().join(', ') }]
      : members.map((one) => ({ workflowId: workflowIdOf(one), members: [one], end: endOf(one) }));
  });
}

function isUpToTiming({ call, isToSamePerson }: Unit['members'][number], { happenings }: Evidence): boolean {
  return happenings.some(({ what, done, workflowId = '' }) =>
    what.startsWith('opt-out')
      ? isToSamePerson.includes(workflowId)
      : done && (what === 'cancel' || what === 'terminate') && workflowId === call.plan.workflowId,
  );
}

function endOf(one: CallCase): string {
  const { end } = one.call;
  return end.kind === 'completed' ? [end.result.outcome, ...dispositionsOf(one)].join(', ') : end.kind;
}

/** An attempt that was given back used up nothing of the policy. */
function dispositionsOf({ attempts }: CallCase): string[] {
  return attempts.filter(({ neverRang }) => !neverRang).map(({ disposition }) => disposition);
}
