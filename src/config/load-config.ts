import { existsSync } from 'node:fs';
import path from 'node:path';
import { configSchema, type Config } from './define-config';

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
 * Load temporal.config.ts: the named file, else the first one from the current folder upwards.
 *
 * @throws ConfigError
 */
export async function loadConfig(options: { file?: string; from?: string } = {}): Promise<LoadedConfig> {
  const from = path.resolve(options.from ?? '.');
  const file = options.file ? path.resolve(from, options.file) : findUpwards(from);
  if (file === undefined) return { config: configSchema.parse({}) };
  if (!existsSync(file)) throw new ConfigError(`There is no configuration file ${file}. Check --config.`);

  const parsed = configSchema.safeParse(await importFile(file));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'default export'}: ${issue.message}`,
    );
    throw new ConfigError(`${file} is not a valid configuration:\n${problems.join('\n')}`);
  }
  return { config: parsed.data, file };
}

const names = ['temporal.config.ts', 'temporal.config.mts', 'temporal.config.js', 'temporal.config.mjs'];

function findUpwards(folder: string): string | undefined {
  const found = names.map((name) => path.join(folder, name)).find((file) => existsSync(file));
  const parent = path.dirname(folder);
  return found ?? (parent === folder ? undefined : findUpwards(parent));
}

/** Node 20 can't run TypeScript by itself. */
async function importFile(file: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  try {
    return await createJiti(__filename).import(file, { default: true });
  } catch (error) {
    throw new ConfigError(
      `${file} could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
