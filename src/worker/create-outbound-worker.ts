import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { Runtime, Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { BlockedCallers, createActivities, type ActivityDependencies } from '../../activities';
import { defaultSettings } from '../../activities/dependencies';
import type { DeploymentVersion } from '../domain/deployment-version';
import { defaultTaskQueue } from '../contract/task-queue';
import { zoneDataAge } from '../domain/hours/zone-data';
import { checkKeys, KeyCheckError, keepKeyCheck, type KeyCheckOptions } from '../encryption/check-keys';
import { cachedCheck, temporalAnswers, type Check } from '../health';
import { workflowsWork } from './failing-workflows';
import { routingOf, versioned, whyNoCalls } from './deployment';
import { createInstanceWorkers } from '../pacing/instance-workers';
import {
  pacedInstances,
  shareOfEvents,
  type PacingOptions,
  type PacedInstances,
} from '../pacing/paced-instances';
import { registeredSearchAttributes } from './search-attributes';
import { OutboundWorker } from './outbound-worker';

export interface OutboundWorkerOptions
  extends Omit<ActivityDependencies, 'queuesOf' | 'linesOf'>, PacingOptions {
  readonly connection: NativeConnection;
  /** @default "default" */
  readonly namespace?: string;
  /** The calls' task queue; the task queues of instances are named after it. @default "outbound-calls" */
  readonly taskQueue?: string;
  /**
   * The version of this worker, for Temporal's Worker Versioning. Running calls move to each new current version. @default none: any
   * worker can run any call
   */
  readonly deployment?: DeploymentVersion;
  /**
   * Other options of the Temporal worker that runs calls. Data converter, activity interceptors, version and these two apply to the
   * workers of all task queues:
   *
   * - `shutdownGraceTime`: how long a dial may re-send after a lost answer once {@link OutboundWorker.shutdown} was called; then
   *   another worker re-sends. @default half of `settings.dialTimeout`: 15 seconds, within which re-sends are over
   * - `shutdownForceTime`: how long to wait for a running dial. @default `settings.dialTimeout`: 30 seconds, after which Temporal has
   *   timed it out in any case
   */
  readonly worker?: Partial<WorkerOptions>;
}

/**
 * Create a worker that runs only the calls of this package, within Amazon Connect's quotas. To run calls together with your own
 * workflows, use `createActivities` with your worker and export `temporal-amazon-connect/workflows` from your workflows module.
 *
 * @throws ZodError on invalid quotas
 * @throws KeyCheckError when it can't decrypt what the other workers of the task queue write; it has done nothing then
 */
export async function createOutboundWorker(options: OutboundWorkerOptions): Promise<OutboundWorker> {
  const {
    connection,
    namespace = 'default',
    taskQueue = defaultTaskQueue,
    deployment,
    quotas,
    instances,
    settings,
    ...dependencies
  } = options;
  const worker = { ...options.worker, ...(deployment ? versioned(deployment) : {}) };
  const client = new Client({ connection, namespace, dataConverter: worker.dataConverter });
  await keepKeyCheck({ client, taskQueue });
  const paced =
    quotas === 'off'
      ? undefined
      : pacedInstances(
          { ...(quotas ? { quotas } : {}), ...(instances ? { instances } : {}) },
          {
            client,
            taskQueue,
            log: (message) => {
              Runtime.instance().logger.warn(message);
            },
          },
        );
  const searchAttributes =
    settings?.searchAttributes ?? (await registeredSearchAttributes(connection, namespace));
  const blockedCallers = dependencies.blockedCallers ?? new BlockedCallers();
  const activities = createActivities({
    ...dependencies,
    blockedCallers,
    settings: { ...settings, searchAttributes },
    ...(paced ? pacedBy(paced) : {}),
  });
  const dialTimeout = settings?.dialTimeout ?? defaultSettings.dialTimeout;
  const stopping = {
    shutdownGraceTime: worker.shutdownGraceTime ?? dialTimeout / 2,
    shutdownForceTime: worker.shutdownForceTime ?? dialTimeout,
  };
  const common = { connection, namespace, ...forEveryWorker(worker), ...stopping };
  const calls = await Worker.create({
    ...(worker.workflowBundle ? {} : { workflowsPath: require.resolve('../../workflows') }),
    ...worker,
    ...stopping,
    connection,
    namespace,
    taskQueue,
    activities: { ...worker.activities, ...activities },
  });
  logZoneDataAge();
  if (deployment) await warnUnlessServed(connection, namespace, taskQueue, deployment);
  const instanceWorkers = (paced?.all ?? []).map((instance) =>
    createInstanceWorkers(instance, activities, common, {
      describesPerSecond: instance.quotas.describesPerSecond * (settings?.events ? 1 - shareOfEvents : 1),
      searches: dependencies.searchable !== undefined,
    }),
  );
  const lines = (paced?.all ?? []).flatMap(({ lines, campaignLines }) => [
    lines,
    ...(campaignLines ? [campaignLines] : []),
  ]);
  return new OutboundWorker({
    workers: [calls, ...(await Promise.all(instanceWorkers)).flat()],
    temporal: temporalAnswers(connection, namespace),
    blockedCallers,
    ...(worker.dataConverter?.payloadCodecs?.length ? { keys: keysFit({ client, taskQueue }) } : {}),
    workflows: workflowsWork({ connection, namespace, taskQueue }),
    leave: () => {
      for (const one of lines) one.leave();
    },
    close: async () => {
      await Promise.all(lines.map((one) => one.close()));
    },
  });
}

/** Keys that fitted at the start no longer do when other workers encrypt with a key that this one lacks. */
function keysFit(options: KeyCheckOptions): Check {
  const fit = async () => {
    try {
      await checkKeys(options);
    } catch (error) {
      if (error instanceof KeyCheckError) return error.message;
      // That Temporal does not answer is said by another check.
    }
    return undefined;
  };
  return cachedCheck(
    () => Promise.race([fit(), delay(answerTimeoutMs, undefined, { ref: false })]),
    keysFitForMs,
  );
}

const answerTimeoutMs = 2_000;

const keysFitForMs = 10_000;

function logZoneDataAge(): void {
  const { says, fix } = zoneDataAge();
  const { logger } = Runtime.instance();
  if (fix === undefined) logger.info(`Time zones: ${says}.`);
  else logger.warn(`Time zones: ${says}. ${fix}`);
}

/** Without the warning, a worker that receives no calls would look idle. */
async function warnUnlessServed(
  connection: NativeConnection,
  namespace: string,
  taskQueue: string,
  own: DeploymentVersion,
): Promise<void> {
  // Without permission to read the routing there is no warning; the worker runs all the same.
  const routing = await routingOf(connection, namespace, taskQueue).catch(() => undefined);
  const unserved = routing && whyNoCalls(own, routing);
  if (unserved) Runtime.instance().logger.warn(`Task queue ${taskQueue}: ${unserved.says}. ${unserved.fix}`);
}

function pacedBy(paced: PacedInstances): Pick<ActivityDependencies, 'queuesOf' | 'linesOf'> {
  return {
    queuesOf: (instanceId) => paced.of(instanceId).queues,
    linesOf: (instanceId, trafficType) => paced.of(instanceId).linesFor(trafficType),
  };
}

/** The options of the calls' worker that apply to the workers of the instances' task queues too. */
function forEveryWorker({
  dataConverter,
  interceptors,
  workerDeploymentOptions,
}: Partial<WorkerOptions>): Partial<WorkerOptions> {
  return {
    dataConverter,
    // The version that runs a call also dials, follows and hangs up.
    ...(workerDeploymentOptions ? { workerDeploymentOptions } : {}),
    ...(interceptors?.activity ? { interceptors: { activity: interceptors.activity } } : {}),
  };
}
