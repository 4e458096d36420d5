import { WorkflowNotFoundError } from '@temporalio/client';
import { isOpen } from '../../contract/open-run';
import { retryTransient } from '../run/retry-transient';
import type { World } from '../run/world';
import { resetIfStuck } from './reset-if-stuck';
import { pendingActivities, unpauseActivity, unpauseWorkflow } from './temporal-pauses';

/** End every pause of Temporal: acts that were late or refused may have left some. */
export async function endPauses(
  workflowIds: readonly string[],
  world: World,
  signal: AbortSignal,
): Promise<void> {
  for (const workflowId of workflowIds) {
    await retryTransient(() => endPausesOf(workflowId, world), signal).catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
  }
}

/** Unpause a workflow and, where the pause has left it stuck, reset it. @returns whether it was paused */
export async function endWorkflowPause(workflowId: string, { client, chronicle }: World): Promise<boolean> {
  const wasPaused = await unpauseWorkflow(client, workflowId);
  const at = Date.now();
  if (await resetIfStuck(client, workflowId)) {
    chronicle.note({ at, what: 'reset', detail: 'stuck after a pause', workflowId });
  }
  return wasPaused;
}

async function endPausesOf(workflowId: string, world: World): Promise<void> {
  const { client, chronicle } = world;
  const run = await client.workflow.getHandle(workflowId).describe();
  if (!isOpen(run)) return;
  if (run.status.name === 'PAUSED') {
    await chronicle.during({ what: 'unpause-workflow', detail: 'at the end', workflowId }, () =>
      endWorkflowPause(workflowId, world),
    );
  }
  for (const { activityId, isPaused } of await pendingActivities(client, workflowId)) {
    if (!isPaused) continue;
    await chronicle.during({ what: 'unpause-activities', detail: 'at the end', workflowId }, async () => {
      await unpauseActivity(client, workflowId, activityId);
      return true;
    });
  }
}
