import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

/** Number of workers that polled a queue for activities in the last `seconds`. A poll lasts up to a minute. */
export async function countWorkers(
  { workflowService, options: { namespace } }: Pick<Client, 'workflowService' | 'options'>,
  taskQueue: string,
  seconds: number,
): Promise<number> {
  const { pollers } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
  });
  const lastSeen = pollers.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0));
  // Relative to the latest poll, since the server's clock may differ from this one.
  const latest = Math.max(...lastSeen);
  return lastSeen.filter((seen) => seen > latest - seconds).length;
}
