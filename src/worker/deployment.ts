import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { temporal } from '@temporalio/proto';
import type { DeploymentVersion } from '../domain/deployment-version';

/**
 * The options of a versioned worker. A call runs for days and moves to the current version, so that old workers can end. If the
 * workflow set this behaviour instead, Temporal would refuse the tasks of unversioned workers.
 */
export function versioned({
  name: deploymentName,
  buildId,
}: DeploymentVersion): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  return {
    workerDeploymentOptions: {
      version: { deploymentName, buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}

/** Which version gets the calls of a task queue. Without a current one, unversioned workers get them. */
export interface Routing {
  readonly current?: DeploymentVersion | undefined;
  /** The version that gets part of the calls. */
  readonly ramping?: DeploymentVersion | undefined;
}

export async function routingOf(
  { workflowService }: Pick<NativeConnection, 'workflowService'>,
  namespace: string,
  taskQueue: string,
): Promise<Routing> {
  const { versioningInfo } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  return {
    current: versionOf(versioningInfo?.currentDeploymentVersion),
    ramping: versionOf(versioningInfo?.rampingDeploymentVersion),
  };
}

function versionOf(
  version: temporal.api.deployment.v1.IWorkerDeploymentVersion | null | undefined,
): DeploymentVersion | undefined {
  return version?.deploymentName
    ? { name: version.deploymentName, buildId: version.buildId ?? '' }
    : undefined;
}

/** Why a worker gets no calls: they wait, or other workers get them. */
export interface Unserved {
  readonly callsGoTo: 'nobody' | 'others';
  readonly says: string;
  readonly fix: string;
}

/** @param own the worker's version; undefined if unversioned */
export function whyNoCalls(own: DeploymentVersion | undefined, routing: Routing): Unserved | undefined {
  const { current, ramping } = routing;
  if (!own) {
    return (
      current && {
        callsGoTo: 'others',
        says: `new and running calls are routed to ${named(current)}; unversioned workers get none`,
        fix: 'Set temporal.deployment in the settings of the workers.',
      }
    );
  }
  if ([current, ramping].some((version) => isSame(own, version))) return undefined;
  const fix = `When its workers are up, run: temporal worker deployment set-current-version --deployment-name ${own.name} --build-id ${own.buildId}`;
  return current
    ? {
        callsGoTo: 'others',
        says: `new and running calls are routed to ${named(current)}, not to ${named(own)}`,
        fix,
      }
    : { callsGoTo: 'nobody', says: `no version of deployment "${own.name}" is current: calls wait`, fix };
}

function isSame({ name, buildId }: DeploymentVersion, other: DeploymentVersion | undefined): boolean {
  return name === other?.name && buildId === other.buildId;
}

function named({ name, buildId }: DeploymentVersion): string {
  return `build "${buildId}" of deployment "${name}"`;
}
