import { Client } from '@temporalio/client';
import { Runtime, Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { createActivities, type ActivityDependencies } from '../../activities';
import { defaultSettings } from '../../activities/dependencies';
import type { DeploymentVersion } from '../domain/deployment-version';
import { defaultTaskQueue } from '../domain/task-queue';
import { temporalAnswers } from '../health';
import { routingOf, versioned, whyNoCalls } from './deployment';
import { createLaneWorkers } from './lane-workers';
import { lanesOf, shareOfEvents, type LaneOptions, type Lanes } from './lanes';
import { registeredSearchAttributes } from './search-attributes';
import { OutboundWorker } from './outbound-worker';

export interface OutboundWorkerOptions extends Omit<ActivityDependencies, 'laneOf' | 'linesOf'>, LaneOptions {
  readonly connection: NativeConnection;
  /** @default "default" */
  readonly namespace?: string;
  /** The calls' task queue; those of the lanes are named after it. @default "outbound-calls" */
  readonly taskQueue?: string;
  /**
   * The version that this worker is of, for Temporal's Worker Versioning: calls that run move on to whatever version is made
   * the current one. @default none: any worker takes up any call
   */
  readonly deployment?: DeploymentVersion;
  /**
   * Anything else of Temporal's worker that takes up calls; data converter, activity interceptors, version and these two hold
   * for all:
   *
   * - `shutdownGraceTime`: how long a dial whose answer was lost may go on asking for it after {@link OutboundWorker.shutdown},
   *   before that is left to another worker. @default half of `settings.dialTimeout`: 15 seconds, within which it has asked
   * - `shutdownForceTime`: when to stop waiting for a dial. @default `settings.dialTimeout`: 30 seconds, after which Temporal has
   *   given it up in any case
   */
  readonly worker?: Partial<WorkerOptions>;
}

/**
 * A worker that runs the calls of this package and nothing else, inside Amazon Connect's quotas. To run calls beside
 * workflows of your own, use `createActivities` with your worker and export `temporal-amazon-connect/workflows` from your
 * workflows module.
 *
 * @throws ZodError on quotas that make no sense
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
  const lanes =
    quotas === 'off'
      ? undefined
      : lanesOf(
          { ...(quotas ? { quotas } : {}), ...(instances ? { instances } : {}) },
          {
            client: new Client({ connection, namespace, dataConverter: worker.dataConverter }),
            taskQueue,
            log: (message) => {
              Runtime.instance().logger.warn(message);
            },
          },
        );
  const searchAttributes =
    settings?.searchAttributes ?? (await registeredSearchAttributes(connection, namespace));
  const activities = createActivities({
    ...dependencies,
    settings: { ...settings, searchAttributes },
    ...(lanes ? pacedBy(lanes) : {}),
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
  if (deployment) await warnUnlessServed(connection, namespace, taskQueue, deployment);
  const ofLanes = (lanes?.all ?? []).map((lane) =>
    createLaneWorkers(lane, activities, common, {
      describesPerSecond: lane.quotas.describesPerSecond * (settings?.events ? 1 - shareOfEvents : 1),
      searches: dependencies.searchable !== undefined,
    }),
  );
  const lines = (lanes?.all ?? []).flatMap(({ lines, campaignLines }) => [
    lines,
    ...(campaignLines ? [campaignLines] : []),
  ]);
  return new OutboundWorker({
    workers: [calls, ...(await Promise.all(ofLanes)).flat()],
    temporal: temporalAnswers(connection, namespace),
    leave: () => {
      for (const one of lines) one.leave();
    },
    close: async () => {
      await Promise.all(lines.map((one) => one.close()));
    },
  });
}

/** A worker that waits for calls which others get, or nobody, looks like one that has nothing to do. */
async function warnUnlessServed(
  connection: NativeConnection,
  namespace: string,
  taskQueue: string,
  own: DeploymentVersion,
): Promise<void> {
  // Whoever may not ask is told nothing; the worker runs all the same.
  const routing = await routingOf(connection, namespace, taskQueue).catch(() => undefined);
  const unserved = routing && whyNoCalls(own, routing);
  if (unserved) Runtime.instance().logger.warn(`Task queue ${taskQueue}: ${unserved.says}. ${unserved.mend}`);
}

function pacedBy(lanes: Lanes): Pick<ActivityDependencies, 'laneOf' | 'linesOf'> {
  return {
    laneOf: (instanceId) => lanes.of(instanceId).queues,
    linesOf: (instanceId, trafficType) => lanes.of(instanceId).linesFor(trafficType),
  };
}

/** What is said of the worker that takes up calls and holds for those of the lanes, too. */
function forEveryWorker({
  dataConverter,
  interceptors,
  workerDeploymentOptions,
}: Partial<WorkerOptions>): Partial<WorkerOptions> {
  return {
    dataConverter,
    // A call is dialed, followed and hung up by workers of the version that runs it.
    ...(workerDeploymentOptions ? { workerDeploymentOptions } : {}),
    ...(interceptors?.activity ? { interceptors: { activity: interceptors.activity } } : {}),
  };
}
