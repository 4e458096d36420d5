import {
  TestWorkflowEnvironment,
  type ExistingServerTestWorkflowEnvironmentOptions,
  type TimeSkippingTestWorkflowEnvironmentOptions,
} from '@temporalio/testing';
import type { FindOptions } from './find-executable';
import { withLauncher } from './launcher';
import { startTemporalServer, type TemporalServer, type TemporalServerOptions } from './temporal-server';
import { findTestServer } from './test-server';

/** The SDK gives a server 5 s to start, which a JVM on a busy machine may exceed. */
const MAX_ATTEMPTS = 3;

/** A time-skipping test environment: days of a workflow take milliseconds. `teardown()` stops its server. */
export async function createTimeSkippingTestEnvironment(
  options: FindOptions & Pick<TimeSkippingTestWorkflowEnvironmentOptions, 'client' | 'plugins'> = {},
): Promise<TestWorkflowEnvironment> {
  const { client, plugins, ...findOptions } = options;
  // Temporal's SDK starts the server, with the environment of this process.
  return withLauncher(await findTestServer(findOptions), process.env, async (script) => {
    const executable = { type: 'existing-path' as const, path: script };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable }, client, plugins });
      } catch (error) {
        if (attempt === MAX_ATTEMPTS) throw error;
      }
    }
  });
}

export type LocalTestEnvironment = TestWorkflowEnvironment & { readonly temporalServer: TemporalServer };

/** A test environment on its own full Temporal server, in real time. Without the UI by default. `teardown()` stops its server. */
export async function createLocalTestEnvironment(
  options: TemporalServerOptions &
    Pick<ExistingServerTestWorkflowEnvironmentOptions, 'client' | 'plugins'> = {},
): Promise<LocalTestEnvironment> {
  const { client, plugins, ...serverOptions } = options;
  const server = await startTemporalServer({ ui: false, ...serverOptions });
  try {
    const { address, namespace } = server;
    const environment = await TestWorkflowEnvironment.createFromExistingServer({
      address,
      namespace,
      client,
      plugins,
    });
    const disconnect = environment.teardown.bind(environment);
    return Object.assign(environment, {
      temporalServer: server,
      teardown: async () => {
        await disconnect();
        await server.stop();
      },
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
}
