import {
  TestWorkflowEnvironment,
  type ExistingServerTestWorkflowEnvironmentOptions,
  type TimeSkippingTestWorkflowEnvironmentOptions,
} from '@temporalio/testing';
import type { FindOptions } from './find-executable';
import { startTemporalServer, type TemporalServer, type TemporalServerOptions } from './temporal-server';
import { findTestServer } from './test-server';

/** The SDK gives a server 5 s to come up, which a Java machine on a busy computer may miss once. */
const ATTEMPTS = 3;

/** An environment in which days of a workflow pass in milliseconds. `teardown()` ends its server. */
export async function createTimeSkippingTestEnvironment(
  options: FindOptions & Pick<TimeSkippingTestWorkflowEnvironmentOptions, 'client' | 'plugins'> = {},
): Promise<TestWorkflowEnvironment> {
  const { client, plugins, ...findOptions } = options;
  const executable = { type: 'existing-path' as const, path: await findTestServer(findOptions) };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable }, client, plugins });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

export type LocalTestEnvironment = TestWorkflowEnvironment & { readonly temporalServer: TemporalServer };

/** An environment on a full Temporal server of its own, in real time. `teardown()` ends its server. No UI unless asked for. */
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
