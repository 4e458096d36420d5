import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The content of a JSON or YAML file, or the default export of a TypeScript or JavaScript file. */
export async function load(file: string): Promise<unknown> {
  switch (path.extname(file)) {
    case '.ts':
    case '.mts':
    case '.js':
    case '.mjs': {
      // Fails with ENOENT if the file itself is missing, not one of its imports.
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
