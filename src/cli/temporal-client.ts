import { Client, Connection } from '@temporalio/client';
import { Option, type Command } from 'commander';
import { OutboundCalls } from '../client';
import { loadConfig, temporalSettings, type Config, type TemporalSettings } from '../config';
import { defaultTaskQueue } from '../contract/task-queue';
import { checkKeys } from '../encryption/check-keys';
import { answersInTime } from './answers-in-time';

/** Options of every command that connects to Temporal. */
export interface ConnectionFlags {
  readonly config?: string;
  readonly temporalAddress?: string;
  readonly namespace?: string;
  /** Of commands that concern all calls of a task queue. */
  readonly taskQueue?: string;
}

/** For commands that concern all calls of a task queue. */
export function withTaskQueue(command: Command): Command {
  return withConnection(command).addOption(
    new Option(
      '--task-queue <name>',
      `task queue of the calls (default: the settings, "${defaultTaskQueue}")`,
    ),
  );
}

export function withConnection(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--config <file>',
        'settings (default: temporal.config.ts in this folder or above, within the project)',
      ),
    )
    .addOption(
      new Option(
        '--temporal-address <host:port>',
        'the Temporal server (default: TEMPORAL_ADDRESS, the settings, localhost:7233)',
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
  /** `host:port` of Temporal. */
  readonly address: string;
  readonly taskQueue: string;
  /** The user named it: other task queues are left out on purpose. */
  readonly isTaskQueueNamed: boolean;
}

export interface ConnectOptions {
  /** How long a worker may take to answer a query or an update, ms. @default 8 seconds, so that every command answers within ten */
  readonly answerTimeoutMs?: number;
  /** The command writes payloads that workers must be able to read. @default false */
  readonly writes?: boolean;
}

/**
 * @throws Error with the address, when no Temporal server answers
 * @throws KeyCheckError when the command writes, and workers could not read it
 */
export async function connect(
  flags: ConnectionFlags,
  { answerTimeoutMs = 8_000, writes = false }: ConnectOptions = {},
): Promise<Connected> {
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
  const dataConverter = config.temporal.dataConverter?.(settings.namespace);
  const taskQueue = flags.taskQueue ?? config.temporal.taskQueue ?? defaultTaskQueue;
  const { namespace } = settings;
  const client = new Client({
    connection,
    namespace,
    dataConverter,
    interceptors: { workflow: [answersInTime({ connection, namespace, answerTimeoutMs })] },
  });
  if (writes) await checkKeys({ client, taskQueue });
  const { instanceId, contactFlowId } = config.connect;
  return {
    client,
    calls: new OutboundCalls({
      client,
      taskQueue,
      defaults: { instanceId, contactFlowId },
      ...(config.guard ? { guard: config.guard } : {}),
      ...(config.allowed ? { allowed: config.allowed } : {}),
      ...(config.ledger ? { ledger: config.ledger } : {}),
    }),
    config,
    settings,
    address,
    taskQueue,
    isTaskQueueNamed: flags.taskQueue !== undefined,
  };
}
