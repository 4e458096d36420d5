import { Client, Connection } from '@temporalio/client';
import { Option, type Command } from 'commander';
import { OutboundCalls } from '../client';
import { loadConfig, temporalSettings, type Config, type TemporalSettings } from '../config';
import { defaultTaskQueue } from '../contract/task-queue';

/** Options of every command that connects to Temporal. */
export interface ConnectionFlags {
  readonly config?: string;
  readonly temporalAddress?: string;
  readonly namespace?: string;
}

export function withConnection(command: Command): Command {
  return command
    .addOption(
      new Option('--config <file>', 'settings (default: temporal.config.ts in this folder or above)'),
    )
    .addOption(
      new Option(
        '--temporal-address <host:port>',
        'Temporal (default: TEMPORAL_ADDRESS, the settings, localhost:7233)',
      ),
    )
    .addOption(
      new Option(
        '--namespace <name>',
        'Temporal namespace (default: TEMPORAL_NAMESPACE, the settings, "default")',
      ),
    );
}

export interface Connected {
  readonly client: Client;
  readonly calls: OutboundCalls;
  readonly config: Config;
  readonly settings: TemporalSettings;
  readonly taskQueue: string;
}

/** @throws Error with the address, when no Temporal server answers */
export async function connect(flags: ConnectionFlags): Promise<Connected> {
  const { config } = await loadConfig({ file: flags.config });
  const settings = temporalSettings(config, { address: flags.temporalAddress, namespace: flags.namespace });
  const address = settings.connection.address ?? 'localhost:7233';
  const connection = await Connection.connect({
    ...settings.connection,
    address,
    connectTimeout: '5s',
  }).catch((cause: unknown) => {
    throw new Error(
      `No Temporal server answers at ${address}. Start one with "npx outbound dev" or "npx outbound temporal", or set --temporal-address.`,
      { cause },
    );
  });
  const { taskQueue = defaultTaskQueue, dataConverter } = config.temporal;
  const client = new Client({ connection, namespace: settings.namespace, dataConverter });
  const { instanceId, contactFlowId } = config.connect;
  return {
    client,
    calls: new OutboundCalls({
      client,
      taskQueue,
      defaults: { instanceId, contactFlowId },
      ...(config.ledger ? { ledger: config.ledger } : {}),
    }),
    config,
    settings,
    taskQueue,
  };
}
