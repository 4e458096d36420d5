import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { ActivityDependencies } from '../../activities';
import { OutboundCalls } from '../../src/client';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { PolicyInput } from '../../src/domain/policy/policy';
import {
  startSimulator,
  simulatedInstance,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator';
import { defaultSeed } from '../../src/simulator/seed/default-seed';
import { simulatedConnect } from '../../src/testing';
import { createOutboundWorker, type PacingOptions, type OutboundWorkerOptions } from '../../src/worker';
import { clientOfNewNamespace, localServer } from './shared-servers';
import { workflowBundle } from './workflow-bundle';

/** What a test of calls has at hand: a real Temporal server, a running worker and a simulated Amazon Connect of its own. */
export interface CallTest {
  readonly simulator: Simulator;
  readonly client: Client;
  readonly calls: OutboundCalls;
  readonly taskQueue: string;
}

export interface CallTestOptions {
  /** @default the shared full server, in a namespace that only this test has */
  readonly server?: { readonly client: Client; readonly nativeConnection: NativeConnection };
  readonly simulator?: SimulatorOptions;
  readonly activities?: Partial<ActivityDependencies>;
  /** @default no pacing */
  readonly pacing?: PacingOptions & Pick<OutboundWorkerOptions, 'deployment'>;
  readonly worker?: Partial<WorkerOptions>;
  /** How many workers, on the shared server where it is more than one; a test that runs workers of its own has none here. @default 1 */
  readonly workers?: number;
  /** Run on the simulator, namespace and task queue of another test environment. @default its own */
  readonly beside?: Pick<CallTest, 'simulator' | 'taskQueue' | 'client'>;
}

/** Run a test with everything that a call needs, and put it all away afterwards. */
export async function withCalls<T>(
  options: CallTestOptions,
  test: (parts: CallTest) => Promise<T>,
): Promise<T> {
  const { beside } = options;
  const { nativeConnection } = options.server ?? (await localServer());
  const client = options.server?.client ?? beside?.client ?? (await clientOfNewNamespace());
  const { namespace } = client.options;
  const simulator =
    beside?.simulator ?? (await startSimulator({ speed: 20, seed: withEnoughLines, ...options.simulator }));
  const connect = simulatedConnect(simulator);
  const taskQueue = beside?.taskQueue ?? `calls-${randomUUID()}`;
  const { ledger } = options.activities ?? {};
  const calls = new OutboundCalls({ client, taskQueue, ...(ledger ? { ledger } : {}) });
  const running = () => test({ simulator, client, calls, taskQueue });
  // Two workers of one task queue can't share a connection.
  const more = Array.from({ length: Math.max(0, (options.workers ?? 1) - 1) }, async () =>
    NativeConnection.connect({ address: (await localServer()).temporalServer.address }),
  );
  const connections = options.workers === 0 ? [] : [nativeConnection, ...(await Promise.all(more))];
  try {
    const workers = await Promise.all(
      connections.map(async (connection) =>
        createOutboundWorker({
          connection,
          namespace,
          taskQueue,
          connect,
          pollDelay: () => 100,
          // One task queue and no waiting for turns, unless pacing is what a test is about.
          quotas: 'off',
          ...options.pacing,
          ...options.activities,
          // Workflows in this thread: a thread for each worker costs 0.3 s of CPU to start. Workers in processes of their own have threads.
          worker: { workflowBundle: await workflowBundle(), debugMode: true, ...options.worker },
        }),
      ),
    );
    return await workers.reduce((inner, worker) => () => worker.runUntil(inner), running)();
  } finally {
    connect.destroy?.();
    if (!beside) await simulator.close();
    for (const connection of connections.slice(1)) await connection.close();
  }
}

/**
 * The simulated instance with a line for every call. Its own ten lines end a call above them at once, and nothing here waits for
 * a line, unless pacing is what a test is about.
 */
const withEnoughLines = {
  ...defaultSeed,
  instances: defaultSeed.instances.map((instance) => ({ ...instance, concurrentCalls: 100_000 })),
};

/** One line: a dial waits in its queue as long as another call holds it. */
export const oneDialAtATime: PacingOptions = {
  quotas: {
    dialsPerSecond: 500,
    dialBurst: 500,
    describesPerSecond: 500,
    stopsPerSecond: 500,
    concurrentCalls: 1,
  },
};

const { instanceId, contactFlowId, queues } = simulatedInstance;

/** Two queues of the simulated instance: the first team, and the one that calls escalate to. */
export const [ownTeam, overflow] = queues.map((queue) => queue.queueId) as [string, string];

/** A policy that goes quickly: one attempt from the first queue, unless told otherwise. */
export function quickPolicy(policy: Partial<PolicyInput> = {}): PolicyInput {
  return {
    instanceId,
    contactFlowId,
    reachedWhen: 'agent',
    steps: [{ name: 'own-team', queueId: ownTeam, retryAfter: '200ms' }],
    ...policy,
  };
}

export function request(
  destinationPhoneNumber: string,
  policy: Partial<PolicyInput> = {},
): OutboundCallInput {
  return { destinationPhoneNumber, policy: quickPolicy(policy) };
}

/** Ask until it is so; the promise under test is that it comes to be, not how soon. */
export async function eventually<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = performance.now() + eventuallyMs;
  while (performance.now() < deadline) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It never came to be');
}

/** Less than the timeout of a test (.mocharc.cjs), so that its failure names the line that waited. */
const eventuallyMs = 150_000;
