import { WorkflowNotFoundError } from '@temporalio/client';
import { isOpen } from '../../contract/open-run';
import { retryTransient } from '../run/retry-transient';
import type { World } from '../run/world';
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

async function endPausesOf(workflowId: string, { client, chronicle }: World): Promise<void> {
  const run = await client.workflow.getHandle(workflowId).describe();
  if (!isOpen(run)) return;
  if (run.status.name === 'PAUSED') {
    await chronicle.during({ what: 'unpause-workflow', detail: 'at the end', workflowId }, () =>
      unpauseWorkflow(client, workflowId),
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
