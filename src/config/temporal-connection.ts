import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { ConnectionOptions } from '@temporalio/client';
import type { Config } from './define-config';

export interface TemporalSettings {
  readonly connection: Pick<ConnectionOptions, 'address' | 'tls' | 'apiKey' | 'metadata'>;
  readonly namespace: string;
}

/**
 * Where Temporal is, from the nearest word to the farthest: what was given on the command line, Temporal's own
 * TEMPORAL_* variables, temporal.config.ts, temporal.toml, Temporal's defaults.
 */
export function temporalSettings(
  config: Config,
  flags: { address?: string; namespace?: string } = {},
): TemporalSettings {
  const file = loadClientConnectConfig({ disableEnv: true });
  const environment = loadClientConnectConfig({ disableFile: true });
  return {
    connection: {
      ...defined(file.connectionOptions),
      ...defined({ address: config.temporal.address }),
      ...defined(environment.connectionOptions),
      ...defined({ address: flags.address }),
    },
    namespace:
      flags.namespace ?? environment.namespace ?? config.temporal.namespace ?? file.namespace ?? 'default',
  };
}

function defined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}
