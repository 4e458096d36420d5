import { randomUUID } from 'node:crypto';
import { OutboundCalls } from '../../src/client';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { PolicyInput } from '../../src/domain/policy/policy';
import { simulatedInstance } from '../../src/simulator';
import type { plainCall, PlainCallInput } from '../baselines/workflow';
import type { Bench } from './benchmark';
import { instantNumber } from './instance';
import type { BenchServer } from './server';
import type { SimulatorProcess } from './simulator-process';
import { startWorkerProcess, type WorkerProcess, type WorkerSpec } from './worker-process';

/** This package or the baseline, with its own worker process and task queue. */
export interface Contender<Request> {
  readonly worker: WorkerProcess;
  readonly taskQueue: string;
  /** @returns the workflow ID */
  readonly start: (request?: Request, options?: StartOptions) => Promise<string>;
  readonly finish: (workflowId: string) => Promise<unknown>;
}

interface StartOptions {
  /** Delay of the first workflow task, milliseconds. */
  readonly startDelay?: number;
}

export interface Surroundings {
  readonly server: BenchServer;
  readonly simulator: Pick<SimulatorProcess, 'url'>;
}

type Options = Omit<WorkerSpec, 'kind' | 'address' | 'taskQueue' | 'simulatorUrl'>;

export async function ours(
  bench: Bench,
  { server, simulator }: Surroundings,
  options: Options = {},
): Promise<Contender<OutboundCallInput>> {
  const taskQueue = `ours-${randomUUID()}`;
  const worker = await startWorkerProcess(bench, {
    ...options,
    kind: 'ours',
    address: server.address,
    taskQueue,
    simulatorUrl: simulator.url,
  });
  const calls = new OutboundCalls({ client: server.client, taskQueue });
  return {
    worker,
    taskQueue,
    start: async (request = instantRequest, temporal = {}) => {
      const { workflowId } = await calls.start(request, { workflowId: randomUUID(), temporal });
      return workflowId;
    },
    finish: (workflowId) => calls.getHandle(workflowId).result(),
  };
}

export async function baseline(
  bench: Bench,
  { server, simulator }: Surroundings,
  options: Options = {},
  type: 'plainCall' | 'everyFiveSecondsCall' = 'plainCall',
): Promise<Contender<PlainCallInput>> {
  const taskQueue = `baseline-${randomUUID()}`;
  const worker = await startWorkerProcess(bench, {
    ...options,
    kind: 'baseline',
    address: server.address,
    taskQueue,
    simulatorUrl: simulator.url,
  });
  const { workflow } = server.client;
  return {
    worker,
    taskQueue,
    start: async (input = instantInput, temporal = {}) => {
      const workflowId = randomUUID();
      await workflow.start<typeof plainCall>(type, { ...temporal, workflowId, taskQueue, args: [input] });
      return workflowId;
    },
    finish: (workflowId) => workflow.getHandle(workflowId).result(),
  };
}

const { instanceId, contactFlowId, queues } = simulatedInstance;
const [{ queueId: firstQueue }, { queueId: secondQueue }] = queues;
export { firstQueue, secondQueue };

/** A policy of this package; by default with one attempt. */
export function policy(policy: Partial<PolicyInput> = {}): PolicyInput {
  return {
    instanceId,
    contactFlowId,
    reachedWhen: 'connected',
    steps: [{ name: 'own-team', queueId: firstQueue }],
    ...policy,
  };
}

const instantRequest: OutboundCallInput = { destinationPhoneNumber: instantNumber, policy: policy() };

/** The same call for the hand-written workflow. */
export const instantInput: PlainCallInput = {
  instanceId,
  contactFlowId,
  queueId: firstQueue,
  destinationPhoneNumber: instantNumber,
  attempts: 1,
  retryAfter: 1_000,
};
