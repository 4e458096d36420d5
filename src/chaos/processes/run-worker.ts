import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import type { WorkerInterceptors } from '@temporalio/worker';
import type { Connect } from '../../connect';
import { simulatedConnect } from '../../testing/simulated-connect';
import { simulatedLedger } from '../../testing/simulated-ledger';
import { createOutboundWorker } from '../../worker';
import { enter, reportReady } from './entry';
import { Fuse, fusedConnect, fusedInterceptors } from './fuse';
import { workerConfigSchema, workerCommandSchema, type WorkerConfig } from './worker-config';

/** Faulty replacements for tests: a storm must detect them. */
export interface WorkerChanges {
  readonly connect?: (connect: Connect) => Connect;
  readonly interceptors?: WorkerInterceptors;
}

/** Runs the package's worker with kill points, in a process of its own. */
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
    clock: () => Date.now() + config.clockOffsetMs,
    quotas: config.quotas,
    searchable: () => true,
    ledger: simulatedLedger,
    ...settingsOf(config),
    worker: {
      workflowBundle: { codePath: config.workflowBundle },
      interceptors: {
        activity: [...(fusedInterceptors(fuse).activity ?? []), ...(changes.interceptors?.activity ?? [])],
      },
      // Don't wait for a dead worker longer than a restart takes.
      stickyQueueScheduleToStartTimeout: '2s',
      shutdownGraceTime: '5s',
    },
  });
  process.on('message', (message) => {
    const command = workerCommandSchema.parse(message);
    if (command.do === 'arm') fuse.arm(command.point);
    else worker.shutdown();
  });
  const running = worker.run();
  reportReady();
  await running;
  process.exit();
}

/** Two versions of settings, as during a deployment; a call keeps those of its first worker. */
function settingsOf({ version, dialTimeoutMs, events }: WorkerConfig) {
  const searchAfter = 1_000;
  return version === 'a'
    ? // A short history, so that calls continue as new after one or two attempts.
      {
        settings: { bounds: { searchAfter, historyLimit: 40 }, dialTimeout: dialTimeoutMs },
        pollDelay: () => 300,
      }
    : {
        settings: {
          bounds: { searchAfter },
          dialTimeout: dialTimeoutMs + 2_000,
          searchAttributes: [],
          events,
        },
        pollDelay: () => 700,
      };
}
