import { setTimeout as delay } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { PlannedAct } from '../plan/acts';
import type { World } from '../run/world';
import { retryTransient } from '../run/retry-transient';

/** Wait until the call is in the state, for some seconds at most. @returns the last state seen */
export async function whenInState(
  wanted: PlannedAct['when'],
  workflowId: string,
  world: World,
  signal: AbortSignal,
): Promise<string> {
  if (wanted === 'over') {
    await retryTransient(() => world.calls.getHandle(workflowId).result(), signal).catch(() => undefined);
    return 'over';
  }
  if (wanted === 'begun') {
    await whenBegun(workflowId, world, signal);
    return 'begun';
  }
  if (wanted === undefined) return 'in any state';
  const until = performance.now() + timeoutMs;
  let seen = 'in no state seen';
  while (performance.now() < until) {
    // A query needs a worker, and all may be down.
    seen = await world.client.connection
      .withDeadline(Date.now() + queryTimeoutMs, () => world.calls.getHandle(workflowId).status())
      .then(
        ({ state }) => state,
        () => seen,
      );
    if (seen === wanted || seen === 'finished') break;
    await delay(50, undefined, { signal });
  }
  return seen;
}

const timeoutMs = 4_000;
const queryTimeoutMs = 1_500;

/** Wait until a parent has started the call. */
async function whenBegun(workflowId: string, { client }: World, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await retryTransient(() => client.workflow.getHandle(workflowId).describe(), signal);
      return;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      await delay(100, undefined, { signal });
    }
  }
}
