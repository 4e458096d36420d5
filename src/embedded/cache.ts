import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import envPaths from 'env-paths';
import { lock } from 'proper-lockfile';
import { reportWhile, type Report } from './report';

const NAME = 'temporal-amazon-connect';

/** Folder of downloads and builds, shared by all checkouts of a user: in `$XDG_CACHE_HOME`, else in the platform's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  // Also on macOS, where the platform's cache folder ignores XDG.
  const xdg = env['XDG_CACHE_HOME'];
  return xdg !== undefined && path.isAbsolute(xdg)
    ? path.join(xdg, NAME)
    : envPaths(NAME, { suffix: '' }).cache;
}

/** A lock without a heartbeat for this long counts as abandoned. */
const LOCK_STALE_MS = 20_000;

/** Do `work` while no other process does work of the same name. The lock of a dead process expires after 20 s. */
export async function withLock<T>(
  cache: string,
  name: string,
  report: Report,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(cache, { recursive: true });
  const acquiring = lock(path.join(cache, name), {
    realpath: false,
    stale: LOCK_STALE_MS,
    update: LOCK_STALE_MS / 4,
    retries: { forever: true, minTimeout: 200, maxTimeout: 1_000 },
    // After the machine slept, another process may have taken the lock. Harmless: both build in temporary folders.
    onCompromised: () => {
      report(`another process also builds ${name}`);
    },
  });
  const release = await orIfLate(acquiring, () =>
    reportWhile(report, `waiting for another process that downloads or builds ${name}`, acquiring),
  );
  try {
    return await work();
  } finally {
    // Rejects when the lock was lost; then there is nothing to release.
    await release().catch(() => undefined);
  }
}

/** @param otherwise called if `work` takes more than 150 ms, so that short waits are not reported */
async function orIfLate<T>(work: Promise<T>, otherwise: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, 150, 'late');
  });
  const first = await Promise.race([work.then((value) => ({ value })), late]);
  clearTimeout(timer);
  return first === 'late' ? await otherwise() : first.value;
}

/** Older build folders count as abandoned. */
const ABANDONED_MS = 60 * 60_000;

/**
 * Let `make` fill a temporary folder, then rename it to `entry`, so that an entry is always complete. Replaces a broken
 * entry. When `make` throws, the temporary folder is removed.
 */
export async function makeEntry(
  cache: string,
  entry: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache, `${entry}.making-`);
  const aside = await mkdtemp(path.join(cache, `${entry}.making-`));
  try {
    const made = path.join(aside, 'new');
    await mkdir(made);
    await make(made);
    const target = path.join(cache, entry);
    await rename(target, path.join(aside, 'old')).catch(ignoreMissing);
    await rename(made, target);
    return target;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function removeAbandoned(cache: string, prefix: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(prefix)) continue;
    const folder = path.join(cache, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(folder, { recursive: true, force: true });
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
