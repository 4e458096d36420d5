import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { defaultSettings } from '../../activities/dependencies';
import type { DeploymentVersion } from '../domain/deployment-version';
import { defaultTaskQueue } from '../contract/task-queue';
import { versioned } from './deployment';
import type { OutboundCallsOptions } from './outbound-calls-options';
import { OutboundCallsPlugin } from './outbound-calls-plugin';
import { OutboundWorker } from './outbound-worker';

export interface OutboundWorkerOptions extends OutboundCallsOptions {
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
   * Other options of the Temporal worker that runs calls. Data converter, interceptors of activities and clients, those of its plugins
   * included, version and these two apply to the workers of all task queues:
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
 * workflows, give an {@link OutboundCallsPlugin} to your worker.
 *
 * @throws ZodError on invalid quotas
 * @throws Error when `settings.searchAttributes` names one that the namespace lacks, TypeError when calls have no such one
 * @throws KeyCheckError when it can't decrypt what the other workers of the task queue write; it has done nothing then
 */
export async function createOutboundWorker(options: OutboundWorkerOptions): Promise<OutboundWorker> {
  const {
    connection,
    namespace = 'default',
    taskQueue = defaultTaskQueue,
    deployment,
    worker = {},
    ...outboundCalls
  } = options;
  const plugin = new OutboundCallsPlugin(outboundCalls);
  // Nothing but calls: while a dial runs on this worker (`quotas: 'off'`), it stops as those of the instances do.
  const { dialTimeout } = { ...defaultSettings, ...outboundCalls.settings };
  const calls = await Worker.create({
    ...(worker.workflowBundle ? {} : { workflowsPath: require.resolve('../../workflows') }),
    shutdownGraceTime: dialTimeout / 2,
    shutdownForceTime: dialTimeout,
    ...worker,
    ...(deployment ? versioned(deployment) : {}),
    connection,
    namespace,
    taskQueue,
    plugins: [...(worker.plugins ?? []), plugin],
  });
  return new OutboundWorker(calls, plugin);
}
