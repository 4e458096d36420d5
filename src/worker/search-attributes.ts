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
 *
 * @param wanted the only ones to upsert. @default all that the namespace has
 * @throws Error when the namespace is known to lack a wanted one
 */
export async function searchAttributesOf(
  connection: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
  wanted?: readonly string[],
): Promise<SearchAttributesOfNamespace> {
  if (wanted?.length === 0) return { registered: [], missing: [] };
  const missing = await missingSearchAttributes(connection, namespace).catch(() => undefined);
  // The time-skipping test server can't list them, and a permission may be missing.
  if (!missing) return { registered: wanted ?? [], missing: [] };
  if (!wanted) return { registered: searchAttributeNames.filter((name) => !missing.includes(name)), missing };
  const lacking = wanted.filter((name) => missing.includes(name));
  if (lacking.length === 0) return { registered: wanted, missing: [] };
  throw new Error(
    `Namespace ${namespace} lacks the search attributes ${lacking.join(', ')}, which settings.searchAttributes names: every call would stop at them. To add them, run: npx outbound setup`,
  );
}
