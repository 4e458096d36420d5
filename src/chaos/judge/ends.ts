import type { Breach } from './breach';
import type { CallCase } from './case';

/** Every call ends: with an outcome, or because somebody terminated it. */
export function noOutcome({ call: { plan, end } }: CallCase): Breach[] {
  const forgotten = (detail: string): Breach[] => [
    { promise: 'an-outcome', workflowId: plan.workflowId, detail },
  ];
  switch (end.kind) {
    case 'completed':
    case 'terminated':
      return [];
    case 'missing':
      return forgotten('Temporal does not know it');
    case 'running':
      return forgotten(`it has not ended: ${end.why}`);
    case 'failed':
      return forgotten(`it failed: ${end.why}`);
  }
}

/** A call that is over has left no phone ringing and nobody talking, unless it says so. */
export function leftRinging({ call, rings }: CallCase): Breach[] {
  if (call.end.kind !== 'completed' || call.end.result.phoneMayBeRinging) return [];
  const { closedAt = Infinity } = call;
  const { outcome } = call.end.result;
  return rings
    .filter(({ reallyEndedAt }) => reallyEndedAt > closedAt + rounding)
    .map(({ dial, reallyEndedAt }) => ({
      promise: 'not-left-ringing',
      workflowId: call.plan.workflowId,
      detail:
        `its outcome was "${outcome}", and contact ${dial.contactId} ` +
        (reallyEndedAt === Infinity
          ? 'never ended'
          : `lasted ${Math.round(reallyEndedAt - closedAt)} ms longer`),
    }));
}

/** Instants are whole milliseconds, and the simulator's are scaled. */
const rounding = 5;
