import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import type { Command } from 'commander';
import { OutboundCalls } from '../../client';
import { loadConfig } from '../../config';
import { defaultTaskQueue } from '../../contract/task-queue';
import { SearchAttribute } from '../../contract/search-attributes';
import { startTemporalServer } from '../../embedded/temporal-server';
import { runUntilStopped, type Lifetime } from '../lifetime';
import { simulatedInstance, startSimulator, type Simulator } from '../../simulator';
import { simulatedConnect } from '../../testing/simulated-connect';
import { simulatedLedger } from '../../testing/simulated-ledger';
import { createOutboundWorker } from '../../worker';
import { demonstrationRequest } from '../demonstration';
import { follow } from '../follow';
import { asService } from '../worker-service';
import { positiveNumber, wholeNumber } from './simulator';

interface DevFlags {
  readonly once?: boolean;
  readonly speed: number;
  readonly number: string;
  readonly port?: number;
  readonly uiPort?: number;
  readonly simulatorPort: number;
  readonly dbFile?: string;
  readonly temporalAddress?: string;
}

export function addDev(program: Command): void {
  program
    .command('dev')
    .description(
      'Run everything on this machine: Temporal with its web UI, a simulated Amazon Connect, a worker, and a demonstration call.',
    )
    .option('--once', 'exit after the demonstration call: 0 when the person was reached, else 1')
    .option('--number <e164>', 'the simulated number to call', '+12065550120')
    .option('--speed <factor>', 'speed of simulated time; 1 is real time', positiveNumber, 20)
    .option('--port <port>', "Temporal's port (default: 7233 if free)", wholeNumber)
    .option('--ui-port <port>', "the web UI's port (default: 8233 if free)", wholeNumber)
    .option('--simulator-port <port>', "the simulator's port; 0 picks a free one", wholeNumber, 0)
    .option('--db-file <file>', 'SQLite file that keeps everything across restarts (default: in memory)')
    .option('--temporal-address <host:port>', 'use this Temporal server instead of an embedded one')
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound dev --once\n\nIt ignores TEMPORAL_* and AWS_*: it never uses AWS, and starts its own Temporal server unless --temporal-address is set.',
    )
    .action(async (flags: DevFlags) => {
      const demonstration = { reached: false };
      const ending = await runUntilStopped(
        async (lifetime) => {
          demonstration.reached = await demonstrate(lifetime, flags);
          if (flags.once) lifetime.end();
        },
        { report: say },
      );
      process.exitCode = ending.kind === 'crash' || (flags.once && !demonstration.reached) ? 1 : 0;
    });
}

/** @returns whether the person was reached */
async function demonstrate(lifetime: Lifetime, flags: DevFlags): Promise<boolean> {
  // The only setting used here: `outbound call` in another terminal encodes with it, so the worker must decode with it.
  const dataConverter = (await loadConfig()).config.temporal.dataConverter?.('default');
  // The worker's full log would hide the timeline; errors are still printed.
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
  const temporal = flags.temporalAddress
    ? { address: flags.temporalAddress, uiUrl: undefined }
    : lifetime.add(
        'Temporal server',
        await startTemporalServer({
          port: flags.port,
          uiPort: flags.uiPort,
          dbFile: flags.dbFile,
          preferWellKnownPorts: true,
          searchAttributes: Object.values(SearchAttribute),
          report: say,
        }),
      );
  const simulator = await startSimulator({ port: flags.simulatorPort, speed: flags.speed });
  lifetime.add('simulator', { stop: () => simulator.close() });

  const { address } = temporal;
  // Plain loopback: ignores TEMPORAL_TLS, API keys and profiles.
  const worker = await createOutboundWorker({
    connection: await NativeConnection.connect({ address, tls: false }),
    connect: simulatedConnect(simulator),
    defaults: { instanceId: simulatedInstance.instanceId, contactFlowId: simulatedInstance.contactFlowId },
    ledger: simulatedLedger,
    ...(dataConverter ? { worker: { dataConverter } } : {}),
    // Simulated time runs faster, and the simulator's quota is not shared.
    pollDelay: () => 500,
  });
  lifetime.add('worker', asService(worker));
  const client = new Client({ connection: await Connection.connect({ address, tls: false }), dataConverter });
  const calls = new OutboundCalls({ client, taskQueue: defaultTaskQueue, ledger: simulatedLedger });

  const workflowId = `demonstration-${randomUUID().slice(0, 8)}`;
  const call = await calls.start(demonstrationRequest(flags.number), { workflowId });
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  say('');
  say(
    `Temporal   ${address}, namespace ${client.options.namespace}, task queue ${defaultTaskQueue}${temporal.uiUrl ? `, web UI ${temporal.uiUrl}` : ''}`,
  );
  say(`Connect    ${simulator.url} (simulated, at ${flags.speed} times real time)`);
  say(`Call       ${workflowId} to ${flags.number}`);
  if (temporal.uiUrl)
    say(`Watch it   ${temporal.uiUrl}/namespaces/default/workflows/${workflowId}/${runId}/history`);
  say('');
  const { outcome } = await follow(call, say);
  if (!flags.once) say(hints(workflowId, address, simulator));
  return outcome === 'reached';
}

function hints(workflowId: string, address: string, simulator: Simulator): string {
  return `
Everything keeps running until Ctrl-C. Try in another terminal:
  npx outbound show ${workflowId} --temporal-address ${address}
  npx outbound call +12065550102 --policy examples/appointment-reminder.yaml --time-zone America/Los_Angeles --wait --temporal-address ${address}
  AWS_ENDPOINT_URL_CONNECT=${simulator.url} AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any npx outbound doctor --temporal-address ${address}
  curl ${simulator.url}/_simulator/dials     (or look at ${simulator.url} in a browser)`;
}

function say(line: string): void {
  console.log(line);
}
