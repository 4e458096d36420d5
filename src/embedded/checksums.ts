import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of every file in a folder, by relative path. */
export type Checksums = Readonly<Record<string, string>>;

/** Checksums of a cache entry from when it was made, in the format of `sha256sum --check`. */
const MANIFEST = 'SHA256SUMS';

/**
 * Compare every file in a folder with its checksum: pinned, or recorded by `recordChecksums`. An extra file is a mismatch, since
 * Java would load it.
 *
 * @returns the first mismatch, or undefined
 */
export async function firstMismatch(folder: string, pinned?: Checksums): Promise<string | undefined> {
  const wanted = pinned ?? (await readManifest(folder));
  if (wanted === undefined) return `it has no ${MANIFEST}`;
  const actual = await checksumsOf(folder);
  for (const file of new Set([...Object.keys(wanted), ...Object.keys(actual)])) {
    if (wanted[file] !== actual[file]) {
      return `SHA-256 of ${file} is ${actual[file] ?? 'missing'}, expected ${wanted[file] ?? 'no such file'}`;
    }
  }
  return undefined;
}

/** Record the checksums of a folder's files in it, for local builds, which have no pinned checksums. */
export async function recordChecksums(folder: string): Promise<void> {
  const lines = Object.entries(await checksumsOf(folder)).map(([file, sum]) => `${sum}  ${file}\n`);
  await writeFile(path.join(folder, MANIFEST), lines.join(''));
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  // With the default chunks of 64 KiB this takes a third longer.
  await pipeline(createReadStream(file, { highWaterMark: 2 ** 20 }), hash);
  return hash.digest('hex');
}

export function sha256OfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function checksumsOf(folder: string): Promise<Checksums> {
  const checksums: Record<string, string> = {};
  for (const found of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(found.parentPath, found.name);
    const name = path.relative(folder, file);
    if (!found.isDirectory() && name !== MANIFEST) checksums[name] = await sha256OfFile(file);
  }
  return checksums;
}

async function readManifest(folder: string): Promise<Checksums | undefined> {
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch(() => undefined);
  const lines = text?.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm);
  return lines && Object.fromEntries(Array.from(lines, ([, sum = '', file = '']) => [file, sum]));
}
