import { temporal } from '@temporalio/proto';
import { unlessGone } from '../ledger';
import type { Connected } from './temporal-client';

/** Does any worker take up calls? Without one they wait, and whoever looks should be told. */
export async function hasWorker(connected: Connected, taskQueue = connected.taskQueue): Promise<boolean> {
  const { pollers } = await connected.client.workflowService.describeTaskQueue({
    namespace: connected.settings.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  return pollers.length > 0;
}

/** @param needs why one has to be there, as the rest of a sentence @throws Error where there is none */
export async function requireWorker(connected: Connected, needs: string): Promise<void> {
  if (!(await hasWorker(connected))) throw new Error(noWorker(connected.taskQueue, `, ${needs}.`));
}

/** As {@link requireWorker}, on the task queue of a call, whatever the settings say. Of a call that there is not it says nothing. */
export async function requireWorkerOf(
  connected: Connected,
  workflowId: string,
  needs: string,
): Promise<void> {
  const unserved = await unservedQueueOf(connected, workflowId);
  if (unserved !== undefined) throw new Error(noWorker(unserved, `, ${needs}.`));
}

/** The task queue of a call, if no worker polls it. */
export async function unservedQueueOf(connected: Connected, workflowId: string): Promise<string | undefined> {
  const call = await unlessGone(connected.client.workflow.getHandle(workflowId).describe());
  return call && !(await hasWorker(connected, call.taskQueue)) ? call.taskQueue : undefined;
}

/** @param rest how the sentence goes on, to its full stop */
export function noWorker(taskQueue: string, rest: string): string {
  return `No worker is polling task queue ${taskQueue}${rest} Start one with: npx outbound worker`;
}
