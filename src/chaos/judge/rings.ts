import { ReservedAttribute } from '../../domain/reserved-contact-attributes';
import { groupBy } from './group-by';
import type { Breach } from './breach';
import type { CallCase, Ring } from './case';

/** Checks that at most one dial names each attempt, whatever its token. */
export function doubleRings(rings: readonly Ring[]): Breach[] {
  const byAttempt = groupBy(rings, ({ attemptId }) => attemptId);
  return [...byAttempt].flatMap(([attemptId, ofAttempt]): Breach[] => {
    if (attemptId === undefined) {
      return ofAttempt.map(({ dial }) => ({
        promise: 'one-ring',
        detail: `contact ${dial.contactId} rang ${dial.destinationPhoneNumber} without an attempt ID`,
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

/** Checks that all attempts of a call share one first run ID; another ID is a second call. */
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

/** Checks that no contact of a call begins while an earlier one is live. */
export function overlaps({ call, rings }: CallCase): Breach[] {
  return rings.flatMap((ring, index): Breach[] => {
    const earlier = rings.slice(0, index).find(({ endedAt }) => endedAt > ring.dial.at);
    if (!earlier) return [];
    return [
      {
        promise: 'no-overlap',
        workflowId: call.plan.workflowId,
        detail: `contact ${ring.dial.contactId} began while ${earlier.dial.contactId} was live`,
      },
    ];
  });
}

function workflowOf({ dial }: Ring): string | undefined {
  return dial.attributes[ReservedAttribute.WorkflowId];
}
