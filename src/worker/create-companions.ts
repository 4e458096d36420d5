import { Worker } from '@temporalio/worker';
import { defaultSettings } from '../../activities/dependencies';
import type { Activities } from '../contract/activities';
import { shareOfEvents, type PacedInstance } from '../pacing/paced-instances';
import { workersOfInstance } from '../pacing/workers-of-instance';
import type { CallsWorker } from './calls-worker';
import type { OutboundCallsOptions } from './outbound-calls-options';
import type { Companion } from './run-beside';

export interface CompanionsOptions {
  readonly options: OutboundCallsOptions;
  readonly instances: readonly PacedInstance[];
  readonly activities: Activities;
  /** The worker of the calls. Its converter and interceptors, those of its plugins included, apply to its companions. */
  readonly worker: Worker;
  /** As it was requested. */
  readonly common: CallsWorker;
}

/** Create the workers of the instances' task queues. */
export async function createCompanions(
  { options, instances, activities, worker, common }: CompanionsOptions,
  add: (companion: Companion) => void,
): Promise<void> {
  const { connection, shutdownGraceTime, shutdownForceTime } = common;
  const { namespace, dataConverter, interceptors, workerDeploymentOptions } = worker.options;
  const { dialTimeout = defaultSettings.dialTimeout, events = options.events !== undefined } =
    options.settings ?? {};
  const inherited = {
    connection,
    namespace,
    dataConverter,
    interceptors: { client: interceptors.client, activity: interceptors.activity },
    // The version that runs a call also dials, follows and hangs up.
    ...(workerDeploymentOptions ? { workerDeploymentOptions } : {}),
    shutdownGraceTime: shutdownGraceTime ?? dialTimeout / 2,
    shutdownForceTime: shutdownForceTime ?? dialTimeout,
  };
  const own = instances.flatMap((instance) =>
    workersOfInstance(instance, activities, {
      describesPerSecond: instance.quotas.describesPerSecond * (events ? 1 - shareOfEvents : 1),
      searches: options.searchable !== undefined,
    }),
  );
  for (const { options: ownOptions, isUrgent } of own)
    add({ worker: await Worker.create({ ...inherited, ...ownOptions }), stopsLast: isUrgent });
}
