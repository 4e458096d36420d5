// Nothing a developer has exported may reach a test: a test must never talk to a real Temporal or a real Amazon Connect.
for (const name of Object.keys(process.env)) {
  if (/^(TEMPORAL|AWS)_/.test(name)) Reflect.deleteProperty(process.env, name);
}

import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import workerpool from 'workerpool';
import { findTemporalCli, findTestServer } from '../../src/embedded';
import { removeRunFolder, runFolder } from './run-folder';
import { stopSharedServers } from './shared-servers';

/** Getting a server for the first time must not count against the time of whichever test comes first. */
export async function mochaGlobalSetup(): Promise<void> {
  const report = (line: string) => {
    console.log(line);
  };
  await findTemporalCli({ report });
  await findTestServer({ report });
  runFolder();
}

export function mochaGlobalTeardown(): void {
  removeRunFolder();
}

/**
 * One of several processes that run the files (`mocha --parallel`): each has servers of its own, for one file after the other,
 * until there are no more files. Mocha knows no hook for that moment, but its pool of processes does.
 */
const isWorkerProcess = process.env['MOCHA_WORKER_ID'] !== undefined;

export const mochaHooks = {
  beforeAll(): void {
    if (isPrepared) return;
    isPrepared = true;
    // What a worker under test warns of is expected there: faults are injected.
    Runtime.install({
      logger: new DefaultLogger('ERROR', () => undefined),
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    });
    if (isWorkerProcess) stopServersAtTheEnd();
  },
  async afterAll(): Promise<void> {
    if (!isWorkerProcess) await stopSharedServers();
  },
};

/** In a worker process this comes with every file. */
let isPrepared = false;

function stopServersAtTheEnd(): void {
  workerpool.worker({}, { onTerminate: () => stopSharedServers().catch(console.error) });
  // The pool has little patience, and asks again in this way.
  process.once('SIGTERM', () => setTimeout(() => process.exit(1), 10_000).unref());
}
