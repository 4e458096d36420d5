import { noWorker, pollersOf, type TaskQueueOf } from './pollers';
import type { Connected } from './temporal-client';

/** Whether a worker polled the task queue within five minutes. Without one, calls wait. */
export async function hasWorker(connected: Connected, taskQueue = connected.taskQueue): Promise<boolean> {
  return (await pollersOf(queueOf(connected, taskQueue))).length > 0;
}

export function queueOf(
  { client, settings }: Connected,
  taskQueue: string,
): TaskQueueOf & { readonly taskQueue: string } {
  return { connection: client.connection, namespace: settings.namespace, taskQueue };
}

/** @param so what follows without a worker, such as "so nothing was changed" @throws Error when no worker is polling */
export async function requireWorker(
  connected: Connected,
  so: string,
  taskQueue = connected.taskQueue,
): Promise<void> {
  if (!(await hasWorker(connected, taskQueue))) throw new Error(noWorker(taskQueue, `, ${so}.`));
}
