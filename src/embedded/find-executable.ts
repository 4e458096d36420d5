import { access } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, makeEntry, withLock } from './cache';
import { firstMismatch, recordChecksums, type Checksums } from './checksums';
import { silently, toStderr, type Report } from './report';

export type FindOptions = {
  /** Use only this executable. @default the executable's environment variable */
  readonly executable?: string | undefined;
  /** Receives every attempt, and progress every 5 s. @default stderr for downloads and builds; silent for look-ups */
  readonly report?: Report | undefined;
  /** Only look on this machine, without downloads and builds. @default false */
  readonly onlyLook?: boolean | undefined;
  /** @default process.env */
  readonly env?: NodeJS.ProcessEnv | undefined;
};

export type Finding =
  | { readonly found: true; readonly path: string; readonly version: string }
  | { readonly found: false; readonly reason: string };

/** One way to download or build an executable. */
export type Way = {
  /** "by go install …" */
  readonly how: string;
  /** Name in the cache, with the version and, if needed, the platform. Ways that make the same files share it. */
  readonly entry: string;
  /** Checksums of all files of the entry. @default recorded when the entry is made, for local builds */
  readonly pinned?: Checksums | undefined;
  /** Put the executable into the folder under its `fileName`, without running unverified files. Rejects with the reason. */
  readonly make: (folder: string, report: Report) => Promise<void>;
};

/** An executable, where to look for it and how to get it. */
export type Wanted = {
  /** "Temporal CLI" */
  readonly what: string;
  readonly fileName: string;
  /** The environment variable that configures it. */
  readonly variable: string;
  /** Checks that the file works, and its version. May run the file; cached files are checked only after their checksums match. */
  readonly check: (file: string) => Promise<Finding>;
  /** Checked before the cache. */
  readonly installed?: { readonly where: string; readonly look: () => Promise<Finding> };
  /** Tried in order when neither `installed` nor the cache has it. */
  readonly ways: readonly Way[];
  /** For the error: "Install … (address)". */
  readonly advice: string;
};

/** No way gave the executable. The message lists every attempt with its reason, and what to install. */
export class ExecutableNotFoundError extends Error {
  override readonly name = 'ExecutableNotFoundError';
}

export const notFound = (reason: string): Finding => ({ found: false, reason });

/**
 * The first executable that works: configured, installed, in the cache, or downloaded or built. A configured executable that
 * does not work is an error, so that the mistake shows.
 *
 * @throws ExecutableNotFoundError
 */
export async function findExecutable(wanted: Wanted, options: FindOptions): Promise<string> {
  const { report = silently, env = process.env } = options;
  // Downloads and builds are always reported.
  const reportWork = options.report ?? toStderr;
  const { what, fileName, variable, check, installed, ways } = wanted;

  const configured = options.executable ?? env[variable];
  if (configured !== undefined && configured !== '') {
    const finding = await check(configured);
    if (finding.found) return announce(report, `${what}, configured`, finding);
    throw new ExecutableNotFoundError(
      `The configured ${what} can't be used: ${finding.reason}. Correct ${variable} (or the option), or unset it to search for one.`,
    );
  }

  const failed: string[] = [];
  const attempt = async (
    where: string,
    look: () => Promise<Finding>,
    to = report,
  ): Promise<string | undefined> => {
    const finding = await look();
    if (finding.found) return announce(to, `${what} ${where}`, finding);
    to(`${what} ${where}: ${finding.reason}`);
    failed.push(`  - ${where}: ${finding.reason}`);
    return undefined;
  };

  const cache = cacheFolder(env);
  const lookInCache = () => firstInCache(cache, wanted);
  const here =
    (installed && (await attempt(installed.where, installed.look))) ??
    (await attempt(`in the cache ${cache}`, lookInCache));
  if (here !== undefined) return here;
  if (options.onlyLook) throw new ExecutableNotFoundError(`No ${what} on this machine yet.`);

  return await withLock(cache, fileName, reportWork, async () => {
    // The previous holder of the lock may have made it.
    const meanwhile = await lookInCache();
    if (meanwhile.found) return announce(report, `${what} now in the cache`, meanwhile);
    for (const way of ways) {
      const got = await attempt(way.how, () => getIntoCache(cache, way, wanted, reportWork), reportWork);
      if (got !== undefined) return got;
    }
    throw new ExecutableNotFoundError(
      `No ${what}. Tried:\n${failed.join('\n')}\n${wanted.advice}, or set ${variable} to an executable.`,
    );
  });
}

function announce(
  report: Report,
  where: string,
  { path, version }: Extract<Finding, { found: true }>,
): string {
  report(`${where}: ${path} (${version})`);
  return path;
}

async function firstInCache(cache: string, { ways, fileName, check }: Wanted): Promise<Finding> {
  const reasons: string[] = [];
  const pinned = new Map(ways.map((way) => [way.entry, way.pinned]));
  for (const [entry, checksums] of pinned) {
    const folder = path.join(cache, entry);
    if (!(await exists(folder))) continue;
    const mismatch = await firstMismatch(folder, checksums);
    const finding =
      mismatch === undefined
        ? await check(path.join(folder, fileName))
        : notFound(`${entry} is invalid and will be replaced: ${mismatch}`);
    if (finding.found) return finding;
    reasons.push(finding.reason);
  }
  return notFound(reasons.length === 0 ? 'none' : reasons.join('; '));
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Make an entry in a temporary folder; it enters the cache only if its checksums match and it works. */
async function getIntoCache(
  cache: string,
  { entry, pinned, make }: Way,
  { fileName, check }: Wanted,
  report: Report,
): Promise<Finding> {
  try {
    const folder = await makeEntry(cache, entry, async (aside) => {
      await make(aside, report);
      if (pinned === undefined) await recordChecksums(aside);
      const mismatch = await firstMismatch(aside, pinned);
      if (mismatch !== undefined) throw new Error(`${mismatch}; the file is discarded`);
      const finding = await check(path.join(aside, fileName));
      if (!finding.found) throw new Error(finding.reason);
    });
    return await check(path.join(folder, fileName));
  } catch (error) {
    return notFound(error instanceof Error ? error.message : String(error));
  }
}
