import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

/** How many workers have polled a queue for activities lately; one that is gone counts for a minute more. */
export async function countWorkers(
  { workflowService, options: { namespace } }: Pick<Client, 'workflowService' | 'options'>,
  taskQueue: string,
): Promise<number> {
  const { pollers } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
  });
  const lastSeen = pollers.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0));
  // A poll lasts up to a minute. Measured against the latest one: the server's clock is not ours.
  const latest = Math.max(...lastSeen);
  return lastSeen.filter((seconds) => seconds > latest - 70).length;
}
