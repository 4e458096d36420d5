import type { Evidence } from '../run/evidence';
import type { Breach } from './breach';
import type { CallCase } from './case';
import { mayRingLate } from './late-rings';

/**
 * Checks that a workflow that Temporal has paused dials nothing until it is unpaused. A dial that a worker had when the pause was confirmed
 * goes on.
 */
export function rungWhilePaused(one: CallCase, known: Pick<Evidence, 'happenings'>): Breach[] {
  const { workflowId } = one.call.plan;
  const own = known.happenings.filter((happening) => happening.workflowId === workflowId);
  const rings = one.rings.map((ring) => ({ ...ring, workflowId }));
  return own
    .filter(({ what, done }) => what === 'pause-workflow' && done)
    .flatMap(({ until: since, dialing = [] }) => {
      const ends = own.filter(({ what, at }) => endsPause.has(what) && at >= since).map(({ at }) => at);
      const end = Math.min(...ends);
      return rings
        .filter(({ reallyAt }) => reallyAt > since && reallyAt < end)
        .filter((ring) => !mayRingLate(ring, { cases: [one], rings }, { since, dialing }, known))
        .map(({ dial, reallyAt }): Breach => ({
          promise: 'paused-is-quiet',
          workflowId,
          detail: `contact ${dial.contactId} began ${Math.round(reallyAt - since)} ms after Temporal had paused the workflow`,
        }));
    });
}

/** A reset terminates the paused run, and the new one is not paused. */
const endsPause: ReadonlySet<string> = new Set(['unpause-workflow', 'reset']);
