import type { Evidence } from '../run/evidence';
import type { PersonCase, PersonRing } from './people';

/** From when on a phone should not ring, and which dials were on their way then. */
export interface LateRings {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Calls (workflow IDs) of which a worker had a dial under way. */
  readonly dialing: readonly string[];
}

/**
 * Whether a ring comes from a dial that a worker already had. Such a dial goes on, and rings once. Temporal does not show the dial of a run
 * that has ended by a reset, a termination or a time-out, so that one is allowed the time that a dial may take.
 */
export function mayRingLate(
  { workflowId, dial, reallyAt }: PersonRing,
  { cases, rings }: Pick<PersonCase, 'cases' | 'rings'>,
  { since, dialing }: LateRings,
  { happenings }: Pick<Evidence, 'happenings'>,
): boolean {
  const first = rings.find((ring) => ring.workflowId === workflowId && ring.reallyAt > since);
  if (dialing.includes(workflowId)) return first?.dial.contactId === dial.contactId;
  const { manner } = cases.find(({ call }) => call.plan.workflowId === workflowId)?.call.plan ?? {};
  const isCutOff =
    manner === 'retried' ||
    happenings.some((one) => one.workflowId === workflowId && cutOffs.has(one.what) && one.at < reallyAt);
  return isCutOff && reallyAt < since + longestDialMs;
}

const cutOffs: ReadonlySet<string> = new Set(['reset', 'terminate']);

/** The longest start-to-close timeout of a storm's dials, milliseconds. */
const longestDialMs = 17_000;
