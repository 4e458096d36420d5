import { temporal } from '@temporalio/proto';
import { unlessGone } from '../ledger';
import type { Connected } from './temporal-client';

/** Whether a worker polls the task queue. Without one, calls wait. */
export async function hasWorker(connected: Connected, taskQueue = connected.taskQueue): Promise<boolean> {
  const { pollers } = await connected.client.workflowService.describeTaskQueue({
    namespace: connected.settings.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  return pollers.length > 0;
}

/** @param so what follows without a worker, such as "so nothing was changed" @throws Error when no worker is polling */
export async function requireWorker(connected: Connected, so: string): Promise<void> {
  if (!(await hasWorker(connected))) throw new Error(noWorker(connected.taskQueue, `, ${so}.`));
}

/** As {@link requireWorker}, on the task queue of a call instead of the settings'. Accepts a call that does not exist. */
export async function requireWorkerOf(connected: Connected, workflowId: string, so: string): Promise<void> {
  const unserved = await unservedQueueOf(connected, workflowId);
  if (unserved !== undefined) throw new Error(noWorker(unserved, `, ${so}.`));
}

/** The task queue of a call, if no worker is polling it. */
export async function unservedQueueOf(connected: Connected, workflowId: string): Promise<string | undefined> {
  const call = await unlessGone(connected.client.workflow.getHandle(workflowId).describe());
  return call && !(await hasWorker(connected, call.taskQueue)) ? call.taskQueue : undefined;
}

/** @param rest the rest of the sentence, with its full stop */
export function noWorker(taskQueue: string, rest: string): string {
  return `No worker is polling task queue ${taskQueue}${rest} Start one with: npx outbound worker`;
}
