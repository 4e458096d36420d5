import path from 'node:path';
import type { Client } from '@temporalio/client';
import { OutboundCalls } from '../../client';
import { freePorts } from '../../embedded/ports';
import { ExchangeLog } from '../network/exchange-log';
import { simulatorSpeed } from '../plan/calls';
import { Dice } from '../plan/dice';
import type { StormPlan } from '../plan/plan';
import { ServerProcess } from '../processes/server-process';
import { stormInstance } from '../processes/simulator-config';
import { SimulatorProcess } from '../processes/simulator-process';
import { WorkerProcess } from '../processes/worker-process';
import { Chronicle } from './chronicle';

/** Everything that a run of calls happens in: all in processes of their own, on loopback, that end with `close`. */
export interface World {
  readonly server: ServerProcess;
  readonly simulator: SimulatorProcess;
  readonly workers: readonly WorkerProcess[];
  readonly client: Client;
  readonly calls: OutboundCalls;
  readonly exchanges: ExchangeLog;
  readonly chronicle: Chronicle;
  /** The simulator's journal: what faults hit is in it, over all restarts. */
  readonly journal: string;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Where its files go. */
  readonly folder: string;
  readonly plan: Pick<StormPlan, 'seed' | 'workers' | 'quotas' | 'dialTimeout'>;
  readonly workerEntry: string;
  readonly workflowBundle: string;
  readonly tokenAfterDisconnect: 'same' | 'new';
}

/** @throws what kept a part of it from starting, once the other parts have ended */
export async function createWorld(options: WorldOptions): Promise<World> {
  const { plan } = options;
  const [temporalPort = 0, simulatorPort = 0] = await freePorts(2);
  const journal = path.join(options.folder, 'simulator.jsonl');
  const exchanges = new ExchangeLog();
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const part of opened.splice(0).reverse()) await part.close();
  };
  try {
    const server = await ServerProcess.start({
      port: temporalPort,
      dbFile: path.join(options.folder, 'temporal.db'),
    });
    opened.push(server);
    const simulator = await SimulatorProcess.start({
      port: simulatorPort,
      speed: simulatorSpeed,
      journal,
      tokenAfterDisconnect: options.tokenAfterDisconnect,
      throttles: 'off',
      seed: stormInstance(plan.quotas.concurrentCalls),
    });
    opened.push({ close: () => simulator.kill() });
    const dice = new Dice(plan.seed, 'network');
    const workers = await Promise.all(
      Array.from({ length: plan.workers }, async (_, number) => {
        const worker = await WorkerProcess.start(number, {
          entry: options.workerEntry,
          config: {
            taskQueue,
            workflowBundle: options.workflowBundle,
            quotas: plan.quotas,
            dialTimeout: plan.dialTimeout,
          },
          temporalPort,
          simulatorPort,
          exchanges,
          latency: () => dice.between(50, 500),
        });
        opened.push(worker);
        return worker;
      }),
    );
    const { client } = server;
    return {
      server,
      simulator,
      workers,
      client,
      calls: new OutboundCalls({ client, taskQueue }),
      exchanges,
      chronicle: new Chronicle(),
      journal,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export const taskQueue = 'storm';
