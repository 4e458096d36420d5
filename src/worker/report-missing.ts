import { Runtime } from '@temporalio/worker';
import { temporal } from '@temporalio/proto';
import { zoneDataAge } from '../domain/hours/zone-data';
import type { CallsWorker } from './call-service';
import { routingOf, whyNoCalls } from './deployment';

/** Reports in a sentence each what calls of this worker will lack. Nothing of it keeps the worker from running. */
export async function reportMissing(
  worker: CallsWorker,
  missingAttributes: readonly string[],
): Promise<void> {
  const { namespace = 'default' } = worker;
  const { logger } = Runtime.instance();
  if (missingAttributes.length > 0) {
    logger.warn(
      `Namespace ${namespace} lacks the search attributes ${missingAttributes.join(', ')}, so calls can't be found by them. To add them, run: npx outbound setup`,
    );
  }
  const { says, fix } = zoneDataAge();
  if (fix === undefined) logger.info(`Time zones: ${says}.`);
  else logger.warn(`Time zones: ${says}. ${fix}`);
  // Without permission to read a task queue there is no warning; the worker runs all the same.
  for (const sentence of await Promise.all([unserved(worker), workflowless(worker)]).catch(() => []))
    if (sentence !== undefined) logger.warn(sentence);
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
