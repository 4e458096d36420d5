import type { Attempt } from '../../domain/call/attempt';
import { ReservedAttribute } from '../../domain/reserved-contact-attributes';
import type { ContactSnapshot, Dial } from '../../simulator';
import { groupBy } from './group-by';
import type { CallEvidence, Evidence } from '../run/evidence';
import type { SimulatorClock } from '../run/journal';

/** One call with its own record and the simulator's. */
export interface CallCase {
  readonly call: CallEvidence;
  /** The attempts in the call's result; empty without a result. */
  readonly attempts: readonly Attempt[];
  /** The rings that name this call, oldest first. */
  readonly rings: readonly Ring[];
}

export interface Ring {
  readonly dial: Dial;
  readonly attemptId: string | undefined;
  /** Number of the attempt that the dial names. */
  readonly number: number | undefined;
  readonly contact: ContactSnapshot | undefined;
  /** When it began, in real time, milliseconds. */
  readonly reallyAt: number;
  /** Simulated time, milliseconds; Infinity for a live contact. */
  readonly endedAt: number;
  /** The same instant as `endedAt` in real time. */
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
        reallyAt: inReality(dial.at, clock),
        endedAt,
        reallyEndedAt: inReality(endedAt, clock),
      };
    });
}

function inReality(simulated: number, clock: SimulatorClock): number {
  return clock.real + (simulated - clock.simulated) / clock.speed;
}
