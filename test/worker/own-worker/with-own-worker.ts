import type { Client } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type BundleOptions,
  type WorkerOptions,
} from '@temporalio/worker';
import { simulatedConnect } from '../../../src/testing';
import { OutboundCallsPlugin, type OutboundCallsPluginOptions } from '../../../src/worker';
import { request, withCalls, type CallTest, type CallTestOptions } from '../../support/calls';
import { localServer } from '../../support/shared-servers';
import type { OwnActivities } from './own-activities';
import type { remind } from './workflows';

export interface OwnWorkerOptions extends Pick<CallTestOptions, 'simulator' | 'pacing' | 'server'> {
  readonly plugin?: Partial<OutboundCallsPluginOptions>;
  readonly worker?: Partial<WorkerOptions>;
  /** Plugins before ours. */
  readonly plugins?: WorkerOptions['plugins'];
  /** @default a connection of this worker's own, without plugins */
  readonly connection?: NativeConnection;
}

export interface OwnWorkerTest extends CallTest {
  readonly plugin: OutboundCallsPlugin;
  /** Options of the user's worker, with the plugin. */
  readonly options: WorkerOptions;
  /** Runs a workflow of the user's that makes a call. @returns what it returns */
  readonly remind: (number: string, id: string) => Promise<string>;
}

/** All that a user needs for a worker of their own with the plugin: a test creates and runs it. */
export async function withOwnWorker<T>(
  given: OwnWorkerOptions,
  test: (parts: OwnWorkerTest) => Promise<T>,
): Promise<T> {
  return withCalls(
    { workers: 0, ...(given.simulator ? { simulator: given.simulator } : {}), ...pick(given) },
    async (parts) => {
      const { simulator, client, taskQueue } = parts;
      const connect = simulatedConnect(simulator);
      const connection =
        given.connection ??
        (await NativeConnection.connect({ address: (await localServer()).temporalServer.address }));
      const plugin = new OutboundCallsPlugin({
        connect,
        pollDelay: () => 100,
        ...given.pacing,
        ...given.plugin,
      });
      const activities: OwnActivities = { note: async (text) => `noted: ${text}` };
      const options = {
        connection,
        namespace: client.options.namespace,
        taskQueue,
        workflowBundle: await ownBundle(),
        debugMode: true,
        activities,
        ...given.worker,
        plugins: [...(given.plugins ?? []), plugin],
      };
      const remindBy = async (number: string, id: string) =>
        client.workflow.execute<typeof remind>('remind', {
          workflowId: `parent-of-${id}`,
          taskQueue,
          args: [request(number), id],
        });
      try {
        return await test({ ...parts, plugin, options, remind: remindBy });
      } finally {
        connect.destroy?.();
        // Fails while a worker has not been stopped.
        if (!given.connection) await connection.close();
      }
    },
  );
}

/** Run a test on that worker. */
export async function onOwnWorker<T>(
  options: OwnWorkerOptions,
  test: (parts: OwnWorkerTest) => Promise<T>,
): Promise<T> {
  return withOwnWorker(options, async (parts) => {
    const worker = await Worker.create(parts.options);
    return worker.runUntil(() => test(parts));
  });
}

function pick({ server }: OwnWorkerOptions): Pick<CallTestOptions, 'server'> {
  return server ? { server } : {};
}

/** The ID of the call that a workflow's first run has made by this key. */
export async function callOf(client: Client, workflowId: string, key: string): Promise<string> {
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  return `${workflowId}:${runId}:${key}`;
}

export async function bundleOf(
  workflows: 'workflows' | 'workflows-without-calls',
  options: Partial<BundleOptions> = {},
) {
  return bundleWorkflowCode({
    workflowsPath: require.resolve(`./${workflows}`),
    logger: new DefaultLogger('ERROR'),
    ...options,
  });
}

let bundle: ReturnType<typeof bundleOf> | undefined;

function ownBundle() {
  return (bundle ??= bundleOf('workflows'));
}
