import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { instanceQueues } from '../../domain/pacing/instance-queues';
import { taskQueue } from '../run/world';

/** Does a call wait for its next attempt? */
export async function someCallWaits(client: Client): Promise<boolean> {
  const { count } = await client.workflow.count('ExecutionStatus = "Running" AND CallStatus = "waiting"');
  return count > 0;
}

/** Does a dial wait in its queue for its turn? */
export async function someDialIsQueued({ workflowService, options }: Client): Promise<boolean> {
  const { stats } = await workflowService.describeTaskQueue({
    namespace: options.namespace,
    taskQueue: { name: instanceQueues(taskQueue).dial },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
    reportStats: true,
  });
  return Number(stats?.approximateBacklogCount ?? 0) > 0;
}

/** @returns whether it came to be within so many milliseconds */
export async function isSoon(look: () => Promise<boolean>, patience: number): Promise<boolean> {
  const until = performance.now() + patience;
  while (performance.now() < until) {
    if (await look()) return true;
    await delay(100);
  }
  return false;
}
