import { NativeConnection } from '@temporalio/worker';
import type { Command } from 'commander';
import { loadConfig, temporalSettings } from '../../config';
import { defaultTaskQueue } from '../../domain/task-queue';
import { runUntilStopped } from '../../embedded';
import { createOutboundWorker } from '../../worker';
import { connectFromConfig, lanesFromConfig } from '../from-config';
import { asService } from '../worker-service';
import { note } from '../output';
import { withConnection, type ConnectionFlags } from '../temporal-client';

export function addWorker(program: Command): void {
  withConnection(program.command('worker'))
    .description(
      "Run calls. Settings: temporal.config.ts, TEMPORAL_*, and the AWS SDK's own. Runs until Ctrl-C.",
    )
    .addHelpText('after', '\nExample:\n  $ AWS_REGION=us-east-1 outbound worker')
    .action(async (flags: ConnectionFlags) => {
      const { config, file } = await loadConfig({ file: flags.config });
      const settings = temporalSettings(config, {
        address: flags.temporalAddress,
        namespace: flags.namespace,
      });
      const address = settings.connection.address ?? 'localhost:7233';
      const { instanceId, contactFlowId } = config.connect;
      const taskQueue = config.temporal.taskQueue ?? defaultTaskQueue;
      note(`Settings: ${file ?? 'none found, all at their defaults'}`);

      const connection = await NativeConnection.connect({ ...settings.connection, address }).catch(
        (cause: unknown) => {
          throw new Error(
            `No Temporal server answers at ${address}. Give --temporal-address, or start one with: npx outbound temporal`,
            { cause },
          );
        },
      );
      const connect = connectFromConfig(config);
      const ending = await runUntilStopped(
        async ({ add }) => {
          const worker = await createOutboundWorker({
            connection,
            namespace: settings.namespace,
            taskQueue,
            connect,
            ...lanesFromConfig(config),
            settings: { events: config.events !== undefined },
            guard: config.guard,
            defaults: { instanceId, contactFlowId },
          });
          add('worker', asService(worker));
          console.log(
            `Worker on task queue ${taskQueue}, Temporal ${address}, namespace ${settings.namespace}`,
          );
        },
        { graceMs: 40_000, report: note },
      );
      process.exitCode = ending.kind === 'crash' ? 1 : 0;
    });
}
