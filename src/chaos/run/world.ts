import path from 'node:path';
import type { Client } from '@temporalio/client';
import { OutboundCalls } from '../../client';
import { startSqsServer } from '../../embedded/sqs-server';
import { lastingPorts } from '../../embedded/ports';
import { personLedgerId } from '../../ledger/names';
import { simulatedLedger } from '../../testing/simulated-ledger';
import { ExchangeLog } from '../network/exchange-log';
import { simulatorSpeed } from '../plan/calls';
import { Dice } from '../plan/dice';
import type { StormPlan } from '../plan/plan';
import { BridgeProcess } from '../processes/bridge-process';
import { ServerProcess } from '../processes/server-process';
import { stormInstance } from '../processes/simulator-config';
import { SimulatorProcess } from '../processes/simulator-process';
import { WorkerProcess } from '../processes/worker-process';
import { Chronicle } from './chronicle';

/** The processes of a run, all on loopback. `close` ends them. */
export interface World {
  readonly server: ServerProcess;
  readonly simulator: SimulatorProcess;
  readonly workers: readonly WorkerProcess[];
  /** The delivery of contact events; undefined without events. */
  readonly events: Events | undefined;
  readonly client: Client;
  readonly calls: OutboundCalls;
  readonly exchanges: ExchangeLog;
  readonly chronicle: Chronicle;
  /** Path of the simulator's journal, which has the hits of faults over all restarts. */
  readonly journal: string;
  close(): Promise<void>;
}

/** The bridge that reads contact events from SQS. The queue has no faults, because SQS does not lose accepted messages. */
interface Events {
  readonly bridge: BridgeProcess;
}

export interface WorldOptions {
  /** Folder of its files. */
  readonly folder: string;
  readonly plan: Pick<StormPlan, 'seed' | 'workers' | 'quotas' | 'dialTimeoutMs' | 'events'>;
  readonly workerEntry: string;
  readonly workflowBundle: string;
  readonly tokenAfterDisconnect: 'same' | 'new';
  /** Whether the delivery of contact events has faults. */
  readonly withFaults: boolean;
}

/** @throws Error of the part that failed to start, after closing the others */
export async function createWorld(options: WorldOptions): Promise<World> {
  const { plan } = options;
  const [temporalPort = 0, simulatorPort = 0] = await lastingPorts(2);
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
    const queue = plan.events && (await openQueue(opened));
    const simulator = await SimulatorProcess.start({
      port: simulatorPort,
      speed: simulatorSpeed,
      journal,
      tokenAfterDisconnect: options.tokenAfterDisconnect,
      throttles: 'off',
      seed: stormInstance(plan.quotas.concurrentCalls),
      ...(queue && {
        events: {
          target: { kind: 'sqs', queueUrl: queue.queueUrl, endpoint: queue.sqsUrl },
          ...(options.withFaults ? plan.events : {}),
        },
      }),
    });
    opened.push({ close: () => simulator.kill() });
    const dice = new Dice(plan.seed, 'network');
    const latencyMs = () => dice.between(50, 500);
    const workers = await Promise.all(
      Array.from({ length: plan.workers }, async (_, number) => {
        const worker = await WorkerProcess.start(number, {
          entry: options.workerEntry,
          config: {
            taskQueue,
            workflowBundle: options.workflowBundle,
            quotas: plan.quotas,
            dialTimeoutMs: plan.dialTimeoutMs,
            events: queue !== undefined,
          },
          temporalPort,
          simulatorPort,
          exchanges,
          latencyMs,
        });
        opened.push(worker);
        return worker;
      }),
    );
    const bridge =
      queue &&
      (await BridgeProcess.start({
        config: { ...queue, describesPerSecond: plan.quotas.describesPerSecond },
        temporalPort,
        simulatorPort,
        latencyMs,
      }));
    if (bridge) opened.push(bridge);
    const { client } = server;
    return {
      server,
      simulator,
      workers,
      events: bridge && { bridge },
      client,
      calls: new OutboundCalls({ client, taskQueue, ledger: simulatedLedger }),
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

/** The workflow ID of a person's ledger. */
export function ledgerIdOf(e164: string): string {
  return personLedgerId(simulatedLedger.keys[0], { taskQueue, e164 });
}

async function openQueue(opened: { close(): Promise<void> }[]) {
  const sqs = await startSqsServer();
  opened.push({ close: () => sqs.stop() });
  return { sqsUrl: sqs.url, queueUrl: await sqs.createQueue() };
}
