import { existsSync } from 'node:fs';
import path from 'node:path';
import { configSchema, type Config } from './define-config';
import { importCode } from './import-code';

/** An invalid configuration. The message names the file and every problem in it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export interface LoadedConfig {
  readonly config: Config;
  /** Absolute path; undefined when there is no file and all settings are at their defaults. */
  readonly file?: string;
}

/**
 * Load temporal.config.ts: the named file, else the first one from the current folder up to the project's root, which is the first folder
 * with a package.json or .git. Without a project only the current folder is looked at. The file is run, with all rights of this process.
 *
 * @throws ConfigError
 */
export async function loadConfig(options: { file?: string; from?: string } = {}): Promise<LoadedConfig> {
  const from = path.resolve(options.from ?? '.');
  const file = options.file ? path.resolve(from, options.file) : findInProject(from);
  if (file === undefined) return { config: configSchema.parse({}) };
  if (!existsSync(file)) throw new ConfigError(`There is no configuration file ${file}. Check --config.`);

  const parsed = configSchema.safeParse(await imported(file));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'default export'}: ${issue.message}`,
    );
    throw new ConfigError(`${file} is not a valid configuration:\n${problems.join('\n')}`);
  }
  return { config: parsed.data, file };
}

const names = ['temporal.config.ts', 'temporal.config.mts', 'temporal.config.js', 'temporal.config.mjs'];

function findInProject(folder: string): string | undefined {
  const above = foldersUpwards(folder);
  const root = above.findIndex((one) => rootMarks.some((mark) => existsSync(path.join(one, mark))));
  return above
    .slice(0, Math.max(root, 0) + 1)
    .flatMap((one) => names.map((name) => path.join(one, name)))
    .find((file) => existsSync(file));
}

const rootMarks = ['package.json', '.git'];

function foldersUpwards(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpwards(parent)];
}

async function imported(file: string): Promise<unknown> {
  try {
    return await importCode(file);
  } catch (error) {
    throw new ConfigError(
      `${file} could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
