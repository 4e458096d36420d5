import path from 'node:path';
import { ConnectClient } from '@aws-sdk/client-connect';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  type RuntimeOptions,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import type { QuotasInput } from '../../src/pacing/quotas';
import type { CallSettings } from '../../src/domain/call/settings';
import { simulatedInstance } from '../../src/simulator';
import { simulatedConnect } from '../../src/testing';
import { createOutboundWorker } from '../../src/worker';
import { createBaselineActivities } from '../baselines/activities';
import type { Bench } from './benchmark';
import { answerWith, ownUsage, startChild, type Child } from './child';

/** The worker to run and its connections. */
export interface WorkerSpec {
  readonly kind: 'ours' | 'baseline';
  readonly address: string;
  readonly taskQueue: string;
  readonly simulatorUrl: string;
  /** Only for this package. @default no search attributes, no events */
  readonly settings?: Partial<Pick<CallSettings, 'searchAttributes' | 'events'>>;
  /** Only for this package. @default no pacing, as in the baseline */
  readonly quotas?: QuotasInput;
  /** Options of Temporal's worker, the same for both. */
  readonly options?: Pick<WorkerOptions, 'maxCachedWorkflows'>;
}

export type WorkerProcess = Child<WorkerFunctions>;

/** A worker in a process of its own, to measure its resource use. Resolves when it polls. */
export async function startWorkerProcess({ lifetime }: Bench, spec: WorkerSpec): Promise<WorkerProcess> {
  const child = startChild<WorkerFunctions>(lifetime, `the worker (${spec.kind})`, __filename);
  await child.start(spec);
  return child;
}

/** The workflow modules that each worker bundles; ours as published. */
const workflowModules = {
  ours: path.join(__dirname, '../../lib/workflows/index.js'),
  baseline: path.join(__dirname, '../baselines/workflow.ts'),
} as const;

export async function bundleOf(kind: WorkerSpec['kind']) {
  return await bundleWorkflowCode({
    workflowsPath: workflowModules[kind],
    logger: new DefaultLogger('ERROR'),
  });
}

/** Hides errors of calls that are terminated at a benchmark's end. */
export const quietly: RuntimeOptions = {
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR' } },
  shutdownSignals: [],
};

const functions = {
  start: async (spec: WorkerSpec): Promise<void> => {
    Runtime.install(quietly);
    const worker = await (spec.kind === 'ours' ? ourWorker(spec) : baselineWorker(spec));
    void worker.run();
  },

  usage: ownUsage,
};

type WorkerFunctions = typeof functions;

async function ourWorker(spec: WorkerSpec) {
  const { kind, address, taskQueue, simulatorUrl, settings, quotas = 'off', options } = spec;
  return await createOutboundWorker({
    connection: await NativeConnection.connect({ address }),
    taskQueue,
    connect: simulatedConnect({ url: simulatorUrl }),
    quotas,
    settings: { searchAttributes: [], ...settings },
    worker: { ...options, workflowBundle: await bundleOf(kind) },
  });
}

async function baselineWorker({ kind, address, taskQueue, simulatorUrl, options }: WorkerSpec) {
  const connect = new ConnectClient({
    endpoint: simulatorUrl,
    region: simulatedInstance.region,
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
  });
  return await Worker.create({
    ...options,
    connection: await NativeConnection.connect({ address }),
    taskQueue,
    workflowBundle: await bundleOf(kind),
    activities: createBaselineActivities(connect),
  });
}

if (process.send && require.main === module) answerWith(functions);
