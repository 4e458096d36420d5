import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { instanceQueues } from '../../domain/call/instance-queues';
import { taskQueue } from '../run/world';

/** Whether a call waits for its next attempt. */
export async function someCallWaits(client: Client): Promise<boolean> {
  const { count } = await client.workflow.count(
    'ExecutionStatus = "Running" AND OutboundCallStatus = "waiting"',
  );
  return count > 0;
}

/** Whether a dial waits in its task queue. */
export async function someDialIsQueued({ workflowService, options }: Client): Promise<boolean> {
  const { stats } = await workflowService.describeTaskQueue({
    namespace: options.namespace,
    taskQueue: { name: instanceQueues(taskQueue).dial },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
    reportStats: true,
  });
  return Number(stats?.approximateBacklogCount ?? 0) > 0;
}

/** @returns whether the condition became true within `timeoutMs` */
export async function isSoon(condition: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  while (performance.now() < until) {
    if (await condition()) return true;
    await delay(100);
  }
  return false;
}
