import type { Attempt } from '../../domain/call/attempt';
import type { Disposition } from '../../domain/call/disposition';
import type { Disposition as Scripted } from '../../simulator';
import type { Breach } from './breach';
import type { CallCase, Ring } from './case';

/** Checks the call's records of attempts against the simulator's contacts. */
export function falseRecords({ call, attempts, rings }: CallCase): Breach[] {
  return attempts.flatMap((attempt): Breach[] => {
    const wrong = (detail: string): Breach => ({
      promise: 'true-record',
      workflowId: call.plan.workflowId,
      detail: `attempt ${attempt.number}: ${detail}`,
    });
    if (attempt.neverRang) {
      const rang = rings.some(({ number }) => number === attempt.number);
      return rang ? [wrong('is recorded as never rung, but rang')] : [];
    }
    if (attempt.contactId === undefined || attempt.disposition === 'unknown') return [];
    const ring = rings.find(({ dial }) => dial.contactId === attempt.contactId);
    if (!ring) return [wrong(`contact ${attempt.contactId} does not belong to the call`)];
    return differences(attempt, ring, trueDisposition(ring, call.plan, rings)).map(wrong);
  });
}

function differences(attempt: Attempt, { dial, contact }: Ring, disposition: Disposition): string[] {
  const compare = (what: string, recorded: unknown, truth: unknown) =>
    recorded === truth ? [] : [`${what} is recorded as ${String(recorded)}, but was ${String(truth)}`];
  return [
    ...compare('disposition', attempt.disposition, disposition),
    ...compare('queue', attempt.queueId, contact?.past.queuedAt ? contact.queueId : dial.queueId),
    ...compare('destination', attempt.destinationPhoneNumber, dial.destinationPhoneNumber),
  ];
}

/** Derived from the number's script and the contact's timeline, not from Amazon Connect's reasons. */
function trueDisposition(
  { dial, contact }: Ring,
  { phones }: CallCase['call']['plan'],
  rings: readonly Ring[],
): Disposition {
  const past = contact?.past;
  if (past?.connectedAt !== undefined) {
    return past.queuedAt !== undefined && past.agentAt === undefined ? 'abandoned' : 'answered';
  }
  if (past?.ended?.reason === 'TELECOM_ORIGINATOR_CANCEL') return 'cancelled';
  const script = phones.find(({ e164 }) => e164 === dial.destinationPhoneNumber)?.script.dispositions ?? [];
  const earlier = rings.filter(
    (ring) => ring.dial.destinationPhoneNumber === dial.destinationPhoneNumber && ring.dial.at < dial.at,
  ).length;
  const scripted = script[earlier] ?? script.at(-1);
  return (scripted && unanswered[scripted]) ?? 'unknown';
}

const unanswered: Partial<Record<Scripted, Disposition>> = {
  'no-answer': 'no-answer',
  busy: 'busy',
  'invalid-number': 'invalid-number',
  blocked: 'blocked',
  'telecom-problem': 'telecom-problem',
};
