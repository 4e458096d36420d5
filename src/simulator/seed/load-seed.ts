import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { defaultSeed } from './default-seed';
import { seedSchema, type Seed, type SeedInput } from './seed';

/**
 * The seed to start with: the given one, the one in the given file (YAML, of which JSON is a part), or else the default.
 * Throws an `Error` that names the file and every mistake in it.
 */
export function seedFrom(source: SeedInput | string | undefined): Seed {
  if (source === undefined) return defaultSeed;
  const where = typeof source === 'string' ? source : 'the given seed';
  const parsed = seedSchema.safeParse(typeof source === 'string' ? contentOf(source) : source);
  if (parsed.success) return parsed.data;
  throw new Error(`The simulator cannot start from ${where}:\n${z.prettifyError(parsed.error)}`);
}

function contentOf(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The simulator cannot read the seed ${path}: ${why}`, { cause });
  }
}
