import { Client } from '@temporalio/client';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { createActivities, type ActivityDependencies } from '../../activities';
import { defaultTaskQueue } from '../domain/task-queue';
import { createLaneWorkers } from './lane-workers';
import { lanesOf, shareOfEvents, type LaneOptions, type Lanes } from './lanes';
import { hasSearchAttributes } from './search-attributes';
import { OutboundWorker } from './worker-group';

export interface OutboundWorkerOptions extends Omit<ActivityDependencies, 'laneOf' | 'linesOf'>, LaneOptions {
  readonly connection: NativeConnection;
  /** @default "default" */
  readonly namespace?: string;
  /** The calls' task queue; those of the lanes are named after it. @default "outbound-calls" */
  readonly taskQueue?: string;
  /** Anything else of Temporal's worker that takes up calls; data converter, activity interceptors and grace time hold for all. */
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
    worker,
    quotas,
    instances,
    settings,
    ...dependencies
  } = options;
  const lanes =
    quotas === 'off'
      ? undefined
      : lanesOf(
          { ...(quotas ? { quotas } : {}), ...(instances ? { instances } : {}) },
          { client: new Client({ connection, namespace, dataConverter: worker?.dataConverter }), taskQueue },
        );
  const searchAttributes = settings?.searchAttributes ?? (await hasSearchAttributes(connection, namespace));
  const activities = createActivities({
    ...dependencies,
    settings: { ...settings, searchAttributes },
    ...(lanes ? pacedBy(lanes) : {}),
  });
  const common = { connection, namespace, ...forEveryWorker(worker) };
  const calls = await Worker.create({
    ...(worker?.workflowBundle ? {} : { workflowsPath: require.resolve('../../workflows') }),
    ...worker,
    connection,
    namespace,
    taskQueue,
    activities: { ...worker?.activities, ...activities },
  });
  const ofLanes = (lanes?.all ?? []).map((lane) =>
    createLaneWorkers(lane, activities, common, {
      describesPerSecond: lane.quotas.describesPerSecond * (settings?.events ? 1 - shareOfEvents : 1),
    }),
  );
  return new OutboundWorker([calls, ...(await Promise.all(ofLanes)).flat()], async () => {
    await Promise.all((lanes?.all ?? []).map(({ lines }) => lines.close()));
  });
}

function pacedBy(lanes: Lanes): Pick<ActivityDependencies, 'laneOf' | 'linesOf'> {
  return {
    laneOf: (instanceId) => lanes.of(instanceId).queues,
    linesOf: (instanceId) => lanes.of(instanceId).linePool,
  };
}

/** What is said of the worker that takes up calls and holds for those of the lanes, too. */
function forEveryWorker(worker: Partial<WorkerOptions> = {}): Partial<WorkerOptions> {
  const { dataConverter, interceptors, shutdownGraceTime, shutdownForceTime } = worker;
  return {
    dataConverter,
    ...(interceptors?.activity ? { interceptors: { activity: interceptors.activity } } : {}),
    ...(shutdownGraceTime === undefined ? {} : { shutdownGraceTime }),
    ...(shutdownForceTime === undefined ? {} : { shutdownForceTime }),
  };
}
