import type { Attempt } from '../../domain/call/attempt';
import { ReservedAttribute } from '../../domain/reserved-attributes';
import type { ContactSnapshot, Dial } from '../../simulator';
import { groupBy } from './group-by';
import type { CallEvidence, Evidence } from '../run/evidence';
import type { SimulatorClock } from '../run/journal';

/** Everything about one call, put together: what it says of itself and what its phones say. */
export interface CallCase {
  readonly call: CallEvidence;
  /** What the call says: nothing where it did not come to an end of its own. */
  readonly attempts: readonly Attempt[];
  /** What really rang in its name, oldest first. */
  readonly rings: readonly Ring[];
}

export interface Ring {
  readonly dial: Dial;
  readonly attemptId: string | undefined;
  /** Of the attempt that the dial names. */
  readonly number: number | undefined;
  readonly contact: ContactSnapshot | undefined;
  /** On the clock of the simulator, milliseconds; without end while it lasts. */
  readonly endedAt: number;
  /** On the clock of everybody else. */
  readonly reallyEndedAt: number;
}

export function casesOf(evidence: Evidence): CallCase[] {
  const rings = ringsOf(evidence);
  const byCall = groupBy(rings, ({ dial }) => dial.attributes[ReservedAttribute.WorkflowId]);
  return evidence.calls.map((call) => ({
    call,
    attempts: call.end.kind === 'completed' ? call.end.result.attempts : [],
    rings: byCall.get(call.plan.workflowId) ?? [],
  }));
}

export function ringsOf({ dials, contacts, clock }: Evidence): Ring[] {
  const byId = new Map(contacts.map((contact) => [contact.contactId, contact]));
  return [...dials]
    .sort((a, b) => a.at - b.at)
    .map((dial) => {
      const contact = byId.get(dial.contactId);
      const attemptId = dial.attributes[ReservedAttribute.AttemptId];
      const endedAt = contact?.past.ended?.at ?? Infinity;
      return {
        dial,
        attemptId,
        number: attemptId === undefined ? undefined : Number(attemptId.split('.').at(-1)),
        contact,
        endedAt,
        reallyEndedAt: inReality(endedAt, clock),
      };
    });
}

function inReality(simulated: number, clock: SimulatorClock): number {
  return clock.real + (simulated - clock.simulated) / clock.speed;
}
