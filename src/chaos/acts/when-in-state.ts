import { setTimeout as delay } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { PlannedAct } from '../plan/acts';
import type { World } from '../run/world';
import { patiently } from '../run/patiently';

/** Until the call was seen in the state, or for some seconds at most. @returns the state that it was seen in last */
export async function whenInState(
  wanted: PlannedAct['when'],
  workflowId: string,
  world: World,
  signal: AbortSignal,
): Promise<string> {
  if (wanted === 'over') {
    await patiently(() => world.calls.getHandle(workflowId).result(), signal).catch(() => undefined);
    return 'over';
  }
  if (wanted === 'begun') {
    await whenBegun(workflowId, world, signal);
    return 'begun';
  }
  if (wanted === undefined) return 'in any state';
  const until = performance.now() + patience;
  let seen = 'in no state seen';
  while (performance.now() < until) {
    // A query needs a worker, and there may be none.
    seen = await world.client.connection
      .withDeadline(Date.now() + queryPatience, () => world.calls.getHandle(workflowId).status())
      .then(
        ({ state }) => state,
        () => seen,
      );
    if (seen === wanted || seen === 'finished') break;
    await delay(50, undefined, { signal });
  }
  return seen;
}

/** Milliseconds. */
const patience = 4_000;
const queryPatience = 1_500;

/** A child is there only when its parent has started it. */
async function whenBegun(workflowId: string, { client }: World, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await patiently(() => client.workflow.getHandle(workflowId).describe(), signal);
      return;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      await delay(100, undefined, { signal });
    }
  }
}
