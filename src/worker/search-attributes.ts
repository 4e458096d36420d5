import type { NativeConnection } from '@temporalio/worker';
import { SearchAttribute } from '../domain/search-attributes';

/** Names of this package's search attributes that the namespace does not have. */
export async function missingSearchAttributes(
  connection: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return Object.keys(SearchAttribute).filter((name) => !(name in customAttributes));
}

/**
 * Can calls upsert search attributes? Asked once, at worker start: a workflow that upserts one which the namespace
 * does not have stands still for ever.
 */
export async function hasSearchAttributes(
  connection: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<boolean> {
  try {
    return (await missingSearchAttributes(connection, namespace)).length === 0;
  } catch {
    // A server that does not say (a time-skipping test server, or a missing permission) must be taken to have none.
    return false;
  }
}
