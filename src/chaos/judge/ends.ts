import type { Breach } from './breach';
import type { CallCase } from './case';

/** Checks that the call has an outcome or was terminated. */
export function noOutcome({ call: { plan, end } }: CallCase): Breach[] {
  const forgotten = (detail: string): Breach[] => [
    { promise: 'an-outcome', workflowId: plan.workflowId, detail },
  ];
  switch (end.kind) {
    case 'completed':
    case 'terminated':
      return [];
    case 'missing':
      return forgotten('Temporal has no such workflow');
    case 'running':
      return forgotten(`it is still running: ${end.why}`);
    case 'failed':
      return forgotten(`it failed: ${end.why}`);
  }
}

/** Checks that all contacts had ended when the call did, unless `phoneMayBeRinging` is set. */
export function leftRinging({ call, rings }: CallCase): Breach[] {
  if (call.end.kind !== 'completed' || call.end.result.phoneMayBeRinging) return [];
  const { closedAt = Infinity } = call;
  const { outcome } = call.end.result;
  return rings
    .filter(({ reallyEndedAt }) => reallyEndedAt > closedAt + roundingMs)
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
const roundingMs = 5;
