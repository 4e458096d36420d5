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

export interface SearchAttributesOfNamespace {
  /** Those that calls can upsert. */
  readonly registered: readonly string[];
  /** Those that the namespace is known to lack. */
  readonly missing: readonly string[];
}

/**
 * Listed once, at worker start: a workflow that upserts a search attribute which the namespace does not have fails its task for
 * ever.
 */
export async function searchAttributesOf(
  connection: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<SearchAttributesOfNamespace> {
  try {
    const missing = await missingSearchAttributes(connection, namespace);
    return { registered: searchAttributeNames.filter((name) => !missing.includes(name)), missing };
  } catch {
    // The time-skipping test server can't list them, and a permission may be missing.
    return { registered: [], missing: [] };
  }
}
