import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { LedgerInput } from '../../src/domain/ledger/ledger-settings';
import type { QuotasInput } from '../../src/pacing/quotas';
import { withCalls, type CallTest, type CallTestOptions } from './calls';
import { localServer } from './shared-servers';
import { workflowBundle } from './workflow-bundle';

export interface WorkerProcessOptions {
  /** Of Temporal. */
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly simulatorUrl: string;
  /** @default Amazon Connect's defaults */
  readonly quotas?: QuotasInput;
  /** Milliseconds. @default 6 seconds */
  readonly dialTimeout?: number;
  /** `false`: dials ring, but are never answered to the worker. @default true */
  readonly isAnswered?: boolean;
  /** @default none */
  readonly ledger?: LedgerInput;
  /** File of the workflow bundle. @default the package's workflows */
  readonly bundleFile?: string;
}

/** A worker in a process of its own; it takes up calls a second or two later. */
export async function startWorkerProcess({
  bundleFile,
  ...options
}: WorkerProcessOptions): Promise<ChildProcess> {
  const script = path.join(__dirname, 'worker-process.ts');
  const codePath = bundleFile ?? (await workflowBundle()).codePath;
  const args = ['--require', 'tsx/cjs', script, codePath, JSON.stringify(options)];
  // It ends when the pipe does: with the test, however that ends.
  return spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'ignore'] });
}

export interface WorkerProcesses extends CallTest {
  readonly startWorker: (options: Partial<WorkerProcessOptions>) => Promise<ChildProcess>;
}

/** Workers are processes of their own here, and none outlives the test. */
export async function withWorkerProcesses(
  test: (parts: WorkerProcesses) => Promise<void>,
  callTest: CallTestOptions = {},
): Promise<void> {
  const { address } = (await localServer()).temporalServer;
  const started: ChildProcess[] = [];
  await withCalls({ workers: 0, ...callTest }, async (parts) => {
    const { simulator, taskQueue, client } = parts;
    const startWorker = async (options: Partial<WorkerProcessOptions>) => {
      const worker = await startWorkerProcess({
        address,
        namespace: client.options.namespace,
        taskQueue,
        simulatorUrl: simulator.url,
        ...options,
      });
      started.push(worker);
      return worker;
    };
    await test({ ...parts, startWorker });
  }).finally(() => {
    for (const worker of started) worker.kill('SIGKILL');
  });
}

export async function exitOf(worker: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
  return { code: worker.exitCode, signal: worker.signalCode };
}
