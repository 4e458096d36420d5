import type { NativeConnection } from '@temporalio/worker';
import { SearchAttribute } from '../domain/search-attributes';

/** Names of this package's search attributes that the namespace lacks. */
export async function missingSearchAttributes(
  connection: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return Object.keys(SearchAttribute).filter((name) => !(name in customAttributes));
}

/**
 * Can calls upsert search attributes? Checked once, when a worker starts: a workflow that upserts an unregistered one is blocked for
 * ever.
 */
export async function hasSearchAttributes(
  connection: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<boolean> {
  try {
    return (await missingSearchAttributes(connection, namespace)).length === 0;
  } catch {
    // Without an answer (a time-skipping test server, or a missing permission), assume that there are none.
    return false;
  }
}
