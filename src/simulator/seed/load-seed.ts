import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { defaultSeed } from './default-seed';
import { seedSchema, type Seed, type SeedInput } from './seed';

/**
 * The given seed, or the seed in a YAML or JSON file, or the default seed.
 *
 * @throws Error with the file and every problem in it
 */
export function seedFrom(source: SeedInput | string | undefined): Seed {
  if (source === undefined) return defaultSeed;
  const where = typeof source === 'string' ? source : 'the given seed';
  const parsed = seedSchema.safeParse(typeof source === 'string' ? contentOf(source) : source);
  if (parsed.success) return parsed.data;
  throw new Error(`The simulator can't use ${where}:\n${z.prettifyError(parsed.error)}`);
}

function contentOf(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The simulator can't read the seed ${path}: ${why}`, { cause });
  }
}
