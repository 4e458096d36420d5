import { temporal } from '@temporalio/proto';
import type { CallsWorker } from './calls-worker';
import { routingOf, whyNoCalls } from './deployment';

/** What calls of a worker will lack, a sentence each with its remedy. Nothing of it keeps the worker from running. */
export async function missingFor(
  worker: CallsWorker,
  missingAttributes: readonly string[],
): Promise<readonly string[]> {
  const attributes =
    missingAttributes.length > 0
      ? `Namespace ${worker.namespace ?? 'default'} lacks the search attributes ${missingAttributes.join(', ')}, so calls can't be found by them. To add them, run: npx outbound setup`
      : undefined;
  // Without permission to read a task queue nothing is said; the worker runs all the same.
  const queue = await Promise.all([unserved(worker), workflowless(worker)]).catch(() => []);
  return [attributes, ...queue].filter((sentence) => sentence !== undefined);
}

/** Without this, a worker whose version receives no calls would look idle. */
async function unserved({
  connection,
  namespace = 'default',
  taskQueue,
  workerDeploymentOptions,
}: CallsWorker): Promise<string | undefined> {
  if (!workerDeploymentOptions?.useWorkerVersioning) return undefined;
  const { deploymentName, buildId } = workerDeploymentOptions.version;
  const routing = await routingOf(connection, namespace, taskQueue);
  const why = whyNoCalls({ name: deploymentName, buildId }, routing);
  return why && `Task queue ${taskQueue}: ${why.says}. ${why.fix}`;
}

/** A worker without workflows leaves those of the calls to another worker of its task queue. */
async function workflowless({
  connection,
  namespace = 'default',
  taskQueue,
  workflowsPath,
  workflowBundle,
}: CallsWorker): Promise<string | undefined> {
  if (workflowsPath ?? workflowBundle) return undefined;
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  return pollers.length > 0
    ? undefined
    : `This worker has no workflows, and no other worker is polling task queue ${taskQueue} for them, so calls wait. Set workflowsPath to a module with the line: export * from 'temporal-amazon-connect/workflows';`;
}
