import type { NativeConnection } from '@temporalio/worker';

/**
 * The same connection without its plugins. Temporal applies a connection's plugins to each worker and client of it. Options that
 * come from a worker contain what they add already, and would contain it twice: two spans, or two encryptions.
 */
export function withoutPlugins(connection: NativeConnection): NativeConnection {
  return Object.create(connection, { plugins: { value: [] } }) as NativeConnection;
}
