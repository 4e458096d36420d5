import path from 'node:path';
import type { PolicyInput } from '../domain/policy/policy';
import { load } from './load-data';
import { note } from './output';
import { resolveReferences } from './policy-references';
import { isObject } from '../domain/is-object';

/**
 * Read a policy from a JSON, YAML or TypeScript (default export) file, with the files that it names. The request's schema
 * checks its content.
 *
 * @param now milliseconds since the epoch; selects the years of calendars. @default the system clock
 * @param warn called with each warning about the files. @default printed to stderr
 * @throws Error with the file and the reason
 */
export async function readPolicy(
  file: string,
  now = Date.now(),
  warn = (warning: string) => {
    note(`Warning: ${warning}`);
  },
): Promise<PolicyInput> {
  const absolute = path.resolve(file);
  const fail = (what: string, cause?: unknown): never => {
    throw new Error(`The policy file ${file} ${what}`, { cause });
  };
  let content: unknown;
  try {
    content = await load(absolute);
  } catch (error) {
    if (isMissing(error)) return fail('does not exist. Check --policy.', error);
    return fail(`can't be read: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  if (!isPolicy(content)) {
    return fail('does not hold a policy: expected an object with "steps", "reachedWhen" and so on.');
  }
  try {
    return (await resolveReferences(content, absolute, now, warn)) as PolicyInput;
  } catch (error) {
    return fail(`can't be used: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

/** Only the type: the request's schema checks the members. */
function isPolicy(content: unknown): content is PolicyInput {
  return isObject(content);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
