import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { indexedValueTypes } from '../../src/cli/commands/setup';
import { SearchAttribute } from '../../src/contract/search-attributes';
import {
  createLocalTestEnvironment,
  createTimeSkippingTestEnvironment,
  startSqsServer,
  type LocalTestEnvironment,
} from '../../src/embedded';

/** One full Temporal server for all tests of a process; each test has a task queue of its own. */
export const localServer = shared(
  (): Promise<LocalTestEnvironment> =>
    createLocalTestEnvironment({ searchAttributes: Object.values(SearchAttribute) }),
  (environment) => environment.teardown(),
);

/** On that server, in a namespace of its own: what other tests name as it does, holds and lists are not there. */
export async function clientOfNewNamespace(): Promise<Client> {
  const { connection } = await localServer();
  const namespace = `test-${randomUUID()}`;
  const retention = msToTs('1 day');
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: retention,
  });
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(
      Object.values(SearchAttribute).map(({ name, type }) => [name, indexedValueTypes[type]]),
    ),
  });
  return new Client({ connection, namespace });
}

/** One time-skipping server for all tests of a process. Its clock is common to all of them. */
export const timeSkippingServer = shared(
  (): Promise<TestWorkflowEnvironment> => createTimeSkippingTestEnvironment(),
  (environment) => environment.teardown(),
);

/** One SQS-compatible server for all tests of a process; each test has queues of its own. */
export const sqsServer = shared(startSqsServer, (server) => server.stop());

export async function stopSharedServers(): Promise<void> {
  await Promise.all(stops.splice(0).map((stop) => stop()));
}

const stops: (() => Promise<void>)[] = [];

function shared<T>(create: () => Promise<T>, stop: (value: T) => Promise<void>): () => Promise<T> {
  let created: Promise<T> | undefined;
  return () => {
    created ??= create().then((value) => {
      stops.push(() => stop(value));
      return value;
    });
    return created;
  };
}
