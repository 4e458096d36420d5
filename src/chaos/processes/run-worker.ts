import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import type { WorkerInterceptors } from '@temporalio/worker';
import type { Connect } from '../../connect';
import { simulatedConnect } from '../../testing';
import { createOutboundWorker } from '../../worker';
import { enter, sayReady } from './entry';
import { Fuse, fusedConnect, fusedInterceptors } from './fuse';
import { workerConfigSchema, workerOrderSchema, type WorkerConfig } from './worker-config';

/** What a worker does otherwise than the product: tests break it on purpose, to see that a storm finds out. */
export interface WorkerChanges {
  readonly connect?: (connect: Connect) => Connect;
  readonly interceptors?: WorkerInterceptors;
}

/** The worker of a storm: the product's own, that can be told to die. To be run as a process of its own. */
export async function runStormWorker(changes: WorkerChanges = {}): Promise<void> {
  const config = enter(workerConfigSchema);
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    shutdownSignals: [],
  });
  const fuse = new Fuse();
  const connect = simulatedConnect({ url: config.simulatorUrl });
  const worker = await createOutboundWorker({
    connection: await NativeConnection.connect({ address: config.temporalAddress, tls: false }),
    taskQueue: config.taskQueue,
    connect: fusedConnect(changes.connect?.(connect) ?? connect, fuse),
    clock: () => Date.now() + config.clockOff,
    quotas: config.quotas,
    searchable: () => true,
    ...settingsOf(config),
    worker: {
      workflowBundle: { codePath: config.workflowBundle },
      interceptors: {
        activity: [...(fusedInterceptors(fuse).activity ?? []), ...(changes.interceptors?.activity ?? [])],
      },
      // A worker that died is not waited for longer than it takes to start another.
      stickyQueueScheduleToStartTimeout: '2s',
      shutdownGraceTime: '5s',
    },
  });
  process.on('message', (message) => {
    const order = workerOrderSchema.parse(message);
    if (order.do === 'arm') fuse.arm(order.point);
    else worker.shutdown();
  });
  const running = worker.run();
  sayReady();
  await running;
  process.exit();
}

/** As in the middle of a deployment: what a call goes by is what the first worker told it. */
function settingsOf({ version, dialTimeout, events }: WorkerConfig) {
  const searchAfter = 1_000;
  return version === 'a'
    ? // So short a history that calls go on in another run after an attempt or two.
      { settings: { bounds: { searchAfter, historyLimit: 40 }, dialTimeout }, pollDelay: () => 300 }
    : {
        settings: {
          bounds: { searchAfter },
          dialTimeout: dialTimeout + 2_000,
          searchAttributes: [],
          events,
        },
        pollDelay: () => 700,
      };
}
