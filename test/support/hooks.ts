// Nothing a developer has exported may reach a test: a test must never talk to a real Temporal or a real Amazon Connect.
for (const name of Object.keys(process.env)) {
  if (/^(TEMPORAL|AWS)_/.test(name)) Reflect.deleteProperty(process.env, name);
}

import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { findSqsServer, findTemporalCli, findTestServer } from '../../src/embedded';
import { findEventRuler } from './event-ruler';
import { stopSharedServers } from './shared-servers';

/** The first build of a server takes minutes: it must not count against the time of whichever test comes first. */
export async function mochaGlobalSetup(): Promise<void> {
  const report = (line: string) => {
    console.log(line);
  };
  await findTemporalCli({ report });
  await findTestServer({ report });
  await findSqsServer({ report });
  await findEventRuler({ report });
}

export const mochaHooks = {
  beforeAll(): void {
    // What a worker under test warns of is expected there: faults are injected.
    Runtime.install({
      logger: new DefaultLogger('ERROR', () => undefined),
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    });
  },
  async afterAll(): Promise<void> {
    await stopSharedServers();
  },
};
