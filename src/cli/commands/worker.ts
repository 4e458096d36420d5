import { NativeConnection } from '@temporalio/worker';
import type { Command } from 'commander';
import { loadConfig, temporalSettings } from '../../config';
import { defaultTaskQueue } from '../../contract/task-queue';
import { runUntilStopped } from '../lifetime';
import { createOutboundWorker } from '../../worker';
import { connectFromConfig, pacingFromConfig, searchableFromConfig } from '../from-config';
import { asService } from '../worker-service';
import { note } from '../output';
import { serveHealth, StartingHealth, withHealth, type HealthFlags } from '../serve-health';
import { whenKeysFit } from '../when-keys-fit';
import { withConnection, type ConnectionFlags } from '../temporal-client';

export function addWorker(program: Command): void {
  withHealth(withConnection(program.command('worker')), 'worker.health')
    .description(
      "Run a worker that makes calls, until Ctrl-C. Settings: temporal.config.ts, TEMPORAL_* and the AWS SDK's own.",
    )
    .addHelpText('after', '\nExample:\n  $ AWS_REGION=us-east-1 outbound worker')
    .action(async (flags: ConnectionFlags & HealthFlags) => {
      const { config, file } = await loadConfig({ file: flags.config });
      const settings = temporalSettings(config, {
        address: flags.temporalAddress,
        namespace: flags.namespace,
      });
      const address = settings.connection.address ?? 'localhost:7233';
      const { instanceId, contactFlowId } = config.connect;
      const { taskQueue = defaultTaskQueue, deployment } = config.temporal;
      const dataConverter = config.temporal.dataConverter?.(settings.namespace);
      note(`Settings: ${file ?? 'no file found, using defaults'}`);

      const health = new StartingHealth();
      const healthService = await serveHealth(flags, config.worker?.health, health);
      const connection = await NativeConnection.connect({ ...settings.connection, address }).catch(
        (cause: unknown) => {
          throw new Error(
            `No Temporal server answers at ${address}. Set --temporal-address, or start one with: npx outbound temporal`,
            { cause },
          );
        },
      );
      const connect = connectFromConfig(config);
      const searchable = searchableFromConfig(config);
      const ending = await runUntilStopped(
        async ({ add }) => {
          // Started first, stopped last: it reports that the worker is stopping.
          if (healthService) add('health', healthService);
          const worker = await whenKeysFit(health, () =>
            createOutboundWorker({
              connection,
              namespace: settings.namespace,
              taskQueue,
              ...(deployment ? { deployment } : {}),
              ...(dataConverter ? { worker: { dataConverter } } : {}),
              connect,
              ...pacingFromConfig(config),
              settings: { events: config.events !== undefined },
              ...(searchable ? { searchable } : {}),
              guard: config.guard,
              ...(config.allowed ? { allowed: config.allowed } : {}),
              ...(config.ledger ? { ledger: config.ledger } : {}),
              defaults: { instanceId, contactFlowId },
            }),
          );
          add('worker', asService(worker));
          health.becomes(worker);
          console.log(
            `Worker${deployment ? `, build ${deployment.buildId} of ${deployment.name},` : ''} on task queue ${taskQueue}, Temporal ${address}, namespace ${settings.namespace}`,
          );
        },
        { graceMs: stopTimeoutMs, report: note },
      );
      process.exitCode = ending.kind === 'signal' ? 0 : 1;
    });
}

/** The worker waits up to 30 s for a dial, then returns its lines. */
const stopTimeoutMs = 40_000;
