import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { createActivities, type ActivityDependencies } from '../../activities';
import { defaultTaskQueue } from '../domain/task-queue';
import { hasSearchAttributes } from './search-attributes';

export interface OutboundWorkerOptions extends ActivityDependencies {
  readonly connection: NativeConnection;
  /** @default "default" */
  readonly namespace?: string;
  /** @default "outbound-calls" */
  readonly taskQueue?: string;
  /** Anything else of Temporal's worker. */
  readonly worker?: Partial<WorkerOptions>;
}

/**
 * A worker that runs the calls of this package and nothing else. To run them beside workflows of your own, use
 * `createActivities` with your worker and export `temporal-amazon-connect/workflows` from your workflows module.
 */
export async function createOutboundWorker(options: OutboundWorkerOptions): Promise<Worker> {
  const {
    connection,
    namespace = 'default',
    taskQueue = defaultTaskQueue,
    worker,
    settings,
    ...dependencies
  } = options;
  const searchAttributes = settings?.searchAttributes ?? (await hasSearchAttributes(connection, namespace));
  const activities = createActivities({ ...dependencies, settings: { ...settings, searchAttributes } });
  return Worker.create({
    ...(worker?.workflowBundle ? {} : { workflowsPath: require.resolve('../../workflows') }),
    ...worker,
    connection,
    namespace,
    taskQueue,
    activities: { ...worker?.activities, ...activities },
  });
}
