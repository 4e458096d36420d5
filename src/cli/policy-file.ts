import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PolicyInput } from '../domain/policy';

/**
 * Read a policy from a JSON, YAML or TypeScript (default export) file. What is in it is checked with the request.
 *
 * @throws Error that names the file and what is wrong with it
 */
export async function readPolicy(file: string): Promise<PolicyInput> {
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
  return isPolicy(content)
    ? content
    : fail('holds no policy: expected an object with "steps", "reachedWhen" and so on.');
}

async function load(file: string): Promise<unknown> {
  switch (path.extname(file)) {
    case '.ts':
    case '.mts':
    case '.js':
    case '.mjs': {
      // A module that does not exist is another error than one that imports something which doesn't.
      await readFile(file);
      const { createJiti } = await import('jiti');
      return createJiti(__filename).import(file, { default: true });
    }
    case '.yaml':
    case '.yml': {
      const { parse } = await import('yaml');
      return parse(await readFile(file, 'utf8'));
    }
    default:
      return JSON.parse(await readFile(file, 'utf8'));
  }
}

/** As far as it matters here: the members are checked by the request's schema, which names each problem. */
function isPolicy(content: unknown): content is PolicyInput {
  return typeof content === 'object' && content !== null && !Array.isArray(content);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
