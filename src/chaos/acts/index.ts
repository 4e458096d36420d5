import { setTimeout as delay } from 'node:timers/promises';
import type { PlannedAct } from '../plan/acts';
import type { PlannedCall } from '../plan/calls';
import type { World } from '../run/world';
import { perform } from './perform';
import { whenInState } from './when-in-state';

/**
 * Perform the planned acts of a call in order. An act that is late or refused is recorded as not done.
 *
 * @param toPerson workflow IDs of all calls to the person
 */
export async function performAll(
  call: PlannedCall,
  toPerson: readonly string[],
  world: World,
  signal: AbortSignal,
): Promise<void> {
  for (const planned of call.acts) {
    const state = await whenInState(planned.when, call.workflowId, world, signal);
    await delay(planned.afterMs, undefined, { signal });
    await world.chronicle.during(
      { what: planned.act.do, detail: detailOf(planned, state), workflowId: call.workflowId },
      () => perform(planned.act, { call, toPerson }, world, signal),
    );
  }
}

function detailOf({ act }: PlannedAct, state: string): string {
  return act.do === 'reset' ? `${state}, to ${act.to.toFixed(2)}` : state;
}
