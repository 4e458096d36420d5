import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What a JSON, YAML, TypeScript or JavaScript file (its default export) holds. */
export async function load(file: string): Promise<unknown> {
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
