import type { ClientOptions, ClientPlugin, ConnectionPlugin } from '@temporalio/client';
import { SimplePlugin, type SimplePluginOptions } from '@temporalio/plugin';
import type {
  BundleOptions,
  BundlerPlugin,
  NativeConnectionPlugin,
  ReplayWorkerOptions,
  Worker,
  WorkerOptions,
  WorkerPlugin,
} from '@temporalio/worker';
import { eventLoop, type Health } from '../health';
import { addActivities } from './add-activities';
import { CallService } from './call-service';
import { requireOurWorkflowsIn, whenBundled } from './exported-workflows';
import { checkOptions, type OutboundCallsOptions } from './outbound-calls-options';

export interface OutboundCallsPluginOptions
  extends
    OutboundCallsOptions,
    Pick<SimplePluginOptions, 'dataConverter' | 'clientInterceptors' | 'workerInterceptors'> {
  /**
   * Make calls only on the worker of this task queue, and leave other workers alone. For a plugin of a connection, which reaches all
   * its workers. @default every worker that has the plugin, one at a time
   */
  readonly taskQueue?: string;
}

/**
 * Makes calls on your own worker, as `createOutboundWorker` does on one that runs nothing else: within Amazon Connect's quotas, with
 * workers of their own for the instances' task queues, which start and stop with yours. Your workflows module must export the workflows,
 * since a worker bundles one module:
 *
 * ```ts
 * export * from 'temporal-amazon-connect/workflows';
 * ```
 *
 * Give it to `Worker.create`, after other plugins; to the `NativeConnection` or `TestWorkflowEnvironment` of workers and clients; to
 * a `Client` and to `bundleWorkflowCode`, where it has a data converter or interceptors.
 */
export class OutboundCallsPlugin
  implements WorkerPlugin, ClientPlugin, BundlerPlugin, ConnectionPlugin, NativeConnectionPlugin
{
  readonly name = 'temporal-amazon-connect.OutboundCallsPlugin';
  /** What Temporal's own kind of plugin does: data converter and interceptors. It can't wait for Temporal's answers. */
  private readonly converters: SimplePlugin;
  private readonly services = new WeakMap<object, CallService>();
  /** Of the worker that runs, else of the one that was created last. */
  private current: CallService | undefined;

  /** @throws ZodError on invalid quotas, or when the ledger has no key or a key is too short */
  constructor(private readonly options: OutboundCallsPluginOptions) {
    checkOptions(options);
    const { dataConverter, clientInterceptors, workerInterceptors } = options;
    this.converters = new SimplePlugin({
      name: this.name,
      ...(dataConverter ? { dataConverter } : {}),
      ...(clientInterceptors ? { clientInterceptors } : {}),
      ...(workerInterceptors ? { workerInterceptors } : {}),
    });
  }

  /** Liveness and readiness of the worker and of those beside it. Serve it with `startHealthServer`. */
  get health(): Health {
    return (
      this.current?.health ?? {
        live: { 'event-loop': eventLoop },
        ready: { workers: () => 'no worker has been created with OutboundCallsPlugin yet' },
      }
    );
  }

  /**
   * @throws KeyCheckError when the worker can't decrypt what the other workers of its task queue write; nothing has been done then
   * @throws Error with the remedy, when the workflows are not exported, an activity's name is taken, there is no connection, or another
   * worker runs with this plugin
   */
  async configureWorker(given: WorkerOptions): Promise<WorkerOptions> {
    // Once, where both the worker and its connection have the plugin.
    if (this.serviceOf(given.activities)) return given;
    const worker = this.converters.configureWorker(given);
    const { taskQueue, connection } = worker;
    if (this.options.taskQueue !== undefined && this.options.taskQueue !== taskQueue) return worker;
    this.requireOneWorker(taskQueue);
    if (!connection) {
      throw new Error(
        `OutboundCallsPlugin needs the connection of the worker of task queue ${taskQueue}: set connection, as in Worker.create({ connection: await NativeConnection.connect() })`,
      );
    }
    if (worker.workflowBundle) await requireOurWorkflowsIn(worker.workflowBundle);
    const isLast = worker.plugins?.at(-1) === this;
    const service = await CallService.prepare(
      this.options,
      { ...worker, connection },
      isLast ? 'check' : 'check-later',
    );
    const activities = addActivities(worker.activities, service.activities);
    this.services.set(service.activities.outboundDecide, service);
    this.current = service;
    const { workflowBundle, bundlerOptions } = worker;
    return {
      ...worker,
      activities,
      ...(workflowBundle
        ? {}
        : {
            bundlerOptions: {
              ...bundlerOptions,
              webpackConfigHook: whenBundled(bundlerOptions?.webpackConfigHook),
            },
          }),
    };
  }

  async runWorker(worker: Worker, next: (worker: Worker) => Promise<void>): Promise<void> {
    const service = this.serviceOf(Object.fromEntries(worker.options.activities));
    // A worker of another task queue, or the second time, where both the worker and its connection have the plugin.
    if (!service || service.runs(worker)) return next(worker);
    this.requireOneWorker(service.taskQueue);
    this.current = service;
    return service.run(worker, next);
  }

  configureReplayWorker(options: ReplayWorkerOptions): ReplayWorkerOptions {
    return this.converters.configureReplayWorker(options);
  }

  configureBundler(options: BundleOptions): BundleOptions {
    const { dataConverter: given } = this.options;
    const { failureConverterPath, payloadConverterPath } =
      (typeof given === 'function' ? given(undefined) : given) ?? {};
    return {
      ...this.converters.configureBundler(options),
      // Temporal's own kind of plugin leaves them out, and workflows would not convert as their worker does.
      ...(failureConverterPath ? { failureConverterPath } : {}),
      ...(payloadConverterPath ? { payloadConverterPath } : {}),
    };
  }

  configureClient(options: ClientOptions): ClientOptions {
    return this.converters.configureClient(options);
  }

  private serviceOf(activities: object | undefined): CallService | undefined {
    const decide: unknown =
      activities && 'outboundDecide' in activities ? activities.outboundDecide : undefined;
    return typeof decide === 'function' ? this.services.get(decide) : undefined;
  }

  /** Two would have twice the quotas, since a task queue of calls has its own lines and rates. */
  private requireOneWorker(taskQueue: string): void {
    if (this.current?.isRunning) {
      throw new Error(
        `The worker of task queue ${this.current.taskQueue} runs with this OutboundCallsPlugin, so that of ${taskQueue} can't. Set taskQueue in the plugin's options to the one that makes calls, or create another plugin with its part of the quotas.`,
      );
    }
  }
}
