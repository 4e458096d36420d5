import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import envPaths from 'env-paths';
import { lock } from 'proper-lockfile';
import { reportWhile, type Report } from './report';

const NAME = 'temporal-amazon-connect';

/** Where downloads and builds are kept, shared by every checkout of this user: `$XDG_CACHE_HOME`, else the platform's own place. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  // The platform's place on macOS is not XDG's; whoever sets the variable there means it all the same.
  const xdg = env['XDG_CACHE_HOME'];
  return xdg !== undefined && path.isAbsolute(xdg)
    ? path.join(xdg, NAME)
    : envPaths(NAME, { suffix: '' }).cache;
}

/** Seconds without a heartbeat after which the holder of a lock is taken to be dead. */
const LOCK_STALE_MS = 20_000;

/**
 * Do `work` while no other process does work of the same name. The lock is a heartbeat: one left by a process that died
 * is taken over after 20 s.
 */
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
    // After a machine's sleep another may have taken over. Both finish aside and rename into place: one build too many, no harm.
    onCompromised: () => {
      report(`another process builds ${name} too`);
    },
  });
  const release = await soon(acquiring, () =>
    reportWhile(report, `waiting for another process that gets ${name}`, acquiring),
  );
  try {
    return await work();
  } finally {
    // Rejects when the lock was lost on the way; there is nothing left to release then.
    await release().catch(() => undefined);
  }
}

/** Say that we wait only when we do. */
async function soon<T>(work: Promise<T>, otherwise: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, 150, 'late');
  });
  const first = await Promise.race([work.then((value) => ({ value })), late]);
  clearTimeout(timer);
  return first === 'late' ? await otherwise() : first.value;
}

/** Build folders are this old at most while someone still builds in them. */
const ABANDONED_MS = 60 * 60_000;

/**
 * Let `make` fill a temporary folder, then rename it to `entry`, so that what is found under that name is always whole. What was
 * there before (broken, or its holder would not have called) is replaced. When `make` throws, nothing is left behind.
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
