import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { importCode } from '../config/import-code';

/** The content of a JSON or YAML file, or the default export of a TypeScript or JavaScript file. */
export async function load(file: string): Promise<unknown> {
  if (isCode(file)) return importCode(file);
  const text = await readFile(file, 'utf8');
  if (!/\.ya?ml$/.test(file)) return JSON.parse(text);
  const { parse } = await import('yaml');
  return parse(text);
}

/** Whether loading the file runs it. */
export function isCode(file: string): boolean {
  return ['.ts', '.mts', '.js', '.mjs'].includes(path.extname(file));
}
