import type { NativeConnection } from '@temporalio/worker';
import { searchAttributeNames } from '../contract/search-attributes';

/** Names of this package's search attributes that the namespace lacks. */
export async function missingSearchAttributes(
  connection: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return searchAttributeNames.filter((name) => !(name in customAttributes));
}

/**
 * The search attributes that calls can upsert. Listed once, at worker start: a workflow that upserts one which the namespace does
 * not have fails its task for ever.
 */
export async function registeredSearchAttributes(
  connection: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<string[]> {
  try {
    const missing = await missingSearchAttributes(connection, namespace);
    return searchAttributeNames.filter((name) => !missing.includes(name));
  } catch {
    // The time-skipping test server can't list them, and a permission may be missing.
    return [];
  }
}
