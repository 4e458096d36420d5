import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import type { Config } from './define-config';

export interface TemporalSettings {
  /** For `Connection.connect` and `NativeConnection.connect` alike. */
  readonly connection: ClientConnectConfig['connectionOptions'];
  readonly namespace: string;
}

/**
 * How to connect to Temporal, in this order of precedence: command-line options, Temporal's own TEMPORAL_* variables,
 * temporal.config.ts, temporal.toml, Temporal's defaults.
 */
export function temporalSettings(
  config: Config,
  flags: { address?: string; namespace?: string } = {},
): TemporalSettings {
  // Temporal merges variables over temporal.toml itself, since TLS settings are merged one by one.
  const { connectionOptions, namespace } = loadClientConnectConfig();
  const environment = loadClientConnectConfig({ disableFile: true });
  return {
    connection: {
      ...connectionOptions,
      address:
        flags.address ??
        environment.connectionOptions.address ??
        config.temporal.address ??
        connectionOptions.address,
    },
    namespace:
      flags.namespace ?? environment.namespace ?? config.temporal.namespace ?? namespace ?? 'default',
  };
}
