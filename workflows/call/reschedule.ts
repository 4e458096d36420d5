import { CancellationScope, condition } from '@temporalio/workflow';
import type { Reschedule } from '../../src/contract/call-messages';
import { callbacksMade, deadlineOf } from '../../src/domain/call/callback';
import type { CallState } from '../../src/domain/call/call-state';
import type { CallStatus } from '../../src/domain/call/call-status';
import { isCancelled, statusOf, type Call } from './call';
import { refuse, refuseWhenOver } from './refuse';

/** Each reschedule replaces the one before. */
export function rescheduled(
  { state, run }: Call,
  { notBefore, extend }: Reschedule,
): Pick<CallState['control'], 'notBefore' | 'callback'> {
  if (notBefore === null) return { notBefore: undefined, callback: undefined };
  const at = Date.parse(notBefore);
  if (!extend) return { notBefore: at, callback: undefined };
  // Before it has a contact, the attempt under way may still wait in the queue.
  const after = run.current?.contactId === undefined ? state.attempts.length : run.current.number;
  return { notBefore: undefined, callback: { at, givenAt: Date.now(), after } };
}

export function refuseBadInstant(call: Call, reschedule: Reschedule): void {
  const { notBefore } = reschedule;
  if (notBefore !== null && Date.parse(notBefore) <= Date.now()) {
    refuse(`notBefore is in the past: ${notBefore}.`);
  }
  refuseLateInstant(call, reschedule);
}

/** The update that starts a call comes before its policy, which a call that is cancelled first may never have. */
export async function checkLater(call: Call, reschedule: Reschedule, undo: () => void): Promise<CallStatus> {
  const { run } = call;
  run.unchecked += 1;
  try {
    await CancellationScope.nonCancellable(() =>
      condition(() => call.state.request !== undefined || isCancelled(call)),
    );
    refuseWhenOver(call);
    refuseLateInstant(call, reschedule);
  } catch (error) {
    undo();
    throw error;
  } finally {
    run.unchecked -= 1;
  }
  return statusOf(call);
}

function refuseLateInstant({ state, run }: Call, { notBefore, extend }: Reschedule): void {
  const { request, startedAt, attempts } = state;
  if (!request || notBefore === null) return;
  const { callbacks } = request.policy;
  const instant = Date.parse(notBefore);
  if (extend) {
    if (!callbacks)
      refuse(
        'The policy allows no callbacks, so extend is refused. Set policy.callbacks, such as {"within": "7 days"}, or give notBefore alone.',
      );
    const latest = Date.now() + callbacks.within;
    if (instant >= latest)
      refuse(
        `notBefore must be before ${new Date(latest).toISOString()}, since policy.callbacks.within allows no later callback.`,
      );
    const made = callbacksMade([...attempts, ...(run.current ? [run.current] : [])]).length;
    if (made >= callbacks.atMost)
      refuse(`The call has made the ${callbacks.atMost} callbacks that policy.callbacks.atMost allows.`);
    return;
  }
  const deadline = deadlineOf({ startedAt, request });
  if (instant >= deadline) {
    const instead = callbacks ? ' Give "extend": true for a callback, which may come after it.' : '';
    refuse(
      `notBefore must be before the call's deadline, ${new Date(deadline).toISOString()}; otherwise nothing would ever be dialed.${instead}`,
    );
  }
}
