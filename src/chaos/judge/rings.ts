import { ReservedAttribute } from '../../domain/reserved-attributes';
import { groupBy } from './group-by';
import type { Breach } from './breach';
import type { CallCase, Ring } from './case';

/** Never twice: of the dials that name an attempt there is one at most, whatever token they had. */
export function doubleRings(rings: readonly Ring[]): Breach[] {
  const byAttempt = groupBy(rings, ({ attemptId }) => attemptId);
  return [...byAttempt].flatMap(([attemptId, ofAttempt]): Breach[] => {
    if (attemptId === undefined) {
      return ofAttempt.map(({ dial }) => ({
        promise: 'one-ring',
        detail: `contact ${dial.contactId} rang ${dial.destinationPhoneNumber} and names no attempt`,
      }));
    }
    if (ofAttempt.length === 1) return [];
    const contacts = ofAttempt.map(({ dial }) => `${dial.contactId} (token ${dial.clientToken ?? 'none'})`);
    return [
      {
        promise: 'one-ring',
        workflowId: ofAttempt[0] && workflowOf(ofAttempt[0]),
        detail: `attempt ${attemptId} rang ${ofAttempt.length} times: ${contacts.join(', ')}`,
      },
    ];
  });
}

/** The attempts of a call have the run ID in common that it began with; another one is another call of the same name. */
export function secondLives({ call, rings }: CallCase): Breach[] {
  const lives = new Set(rings.map(({ attemptId }) => attemptId?.slice(0, attemptId.lastIndexOf('.'))));
  if (lives.size <= 1) return [];
  return [
    {
      promise: 'one-life',
      workflowId: call.plan.workflowId,
      detail: `its contacts name ${lives.size} first runs: ${[...lives].join(', ')}`,
    },
  ];
}

/** Nobody's phone rings while they still talk, or while it rings already. */
export function overlaps({ call, rings }: CallCase): Breach[] {
  return rings.flatMap((ring, index): Breach[] => {
    const earlier = rings.slice(0, index).find(({ endedAt }) => endedAt > ring.dial.at);
    if (!earlier) return [];
    return [
      {
        promise: 'no-overlap',
        workflowId: call.plan.workflowId,
        detail: `contact ${ring.dial.contactId} began while ${earlier.dial.contactId} lasted`,
      },
    ];
  });
}

function workflowOf({ dial }: Ring): string | undefined {
  return dial.attributes[ReservedAttribute.WorkflowId];
}
