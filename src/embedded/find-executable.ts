import { access } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, makeEntry, withLock } from './cache';
import { firstMismatch, recordChecksums, type Checksums } from './checksums';
import { silently, toStderr, type Report } from './report';

export type FindOptions = {
  /** Use this executable and look nowhere else. @default the variable named in the wanted executable's docs */
  readonly executable?: string | undefined;
  /** Receives every try, and every 5 s what still runs. @default stderr for downloads and builds, nobody for what is on this machine */
  readonly report?: Report | undefined;
  /** Download and build nothing: only find what is there. @default false */
  readonly onlyLook?: boolean | undefined;
  /** @default process.env */
  readonly env?: NodeJS.ProcessEnv | undefined;
};

export type Finding =
  | { readonly found: true; readonly path: string; readonly version: string }
  | { readonly found: false; readonly reason: string };

/** One way to get an executable that isn't there. */
export type Way = {
  /** "by go install …" */
  readonly how: string;
  /** Name in the cache; says version and, where it matters, platform. Ways that make the same files share it. */
  readonly entry: string;
  /** The checksum of every file of the entry. @default those that the files have when they are made, for builds of this machine */
  readonly pinned?: Checksums | undefined;
  /** Leave the executable in this folder, under its `fileName`, and run nothing that is not verified. Rejects with the reason. */
  readonly make: (folder: string, report: Report) => Promise<void>;
};

/** What is wanted, where it may be and how to get it. */
export type Wanted = {
  /** "Temporal CLI" */
  readonly what: string;
  readonly fileName: string;
  /** The environment variable that configures it. */
  readonly variable: string;
  /** Does this file work, and which version is it? May run it: of the cache only files whose checksum is right are checked. */
  readonly check: (file: string) => Promise<Finding>;
  /** Looked at before the cache. */
  readonly installed?: { readonly where: string; readonly look: () => Promise<Finding> };
  /** Tried in turn when neither that nor the cache has it. */
  readonly ways: readonly Way[];
  /** "Install … (address)", for the error. */
  readonly advice: string;
};

/** Nothing gave the executable. The message lists every try with its reason and says what to install. */
export class ExecutableNotFoundError extends Error {
  override readonly name = 'ExecutableNotFoundError';
}

export const notFound = (reason: string): Finding => ({ found: false, reason });

/**
 * Configured, installed, in the cache, or else got by one of the ways: the first that works. A configured one that does
 * not work is an error: passing it over would hide the mistake.
 */
export async function findExecutable(wanted: Wanted, options: FindOptions): Promise<string> {
  const { report = silently, env = process.env } = options;
  // Nothing is downloaded or built in silence, also where nobody wants to know what is on this machine.
  const reportWork = options.report ?? toStderr;
  const { what, fileName, variable, check, installed, ways } = wanted;

  const configured = options.executable ?? env[variable];
  if (configured !== undefined && configured !== '') {
    const finding = await check(configured);
    if (finding.found) return announce(report, `${what}, configured`, finding);
    throw new ExecutableNotFoundError(
      `The configured ${what} can't be used: ${finding.reason}. Correct ${variable} (or the option), or unset it to have one found.`,
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
    // Whoever held the lock before us may have left it there.
    const meanwhile = await lookInCache();
    if (meanwhile.found) return announce(report, `${what} in the cache by now`, meanwhile);
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
        : notFound(`${entry} is not used and is to be replaced: ${mismatch}`);
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

/** Make it aside; it gets into the cache only if its checksums are right and it works. */
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
      if (mismatch !== undefined) throw new Error(`${mismatch}; it is thrown away`);
      const finding = await check(path.join(aside, fileName));
      if (!finding.found) throw new Error(finding.reason);
    });
    return await check(path.join(folder, fileName));
  } catch (error) {
    return notFound(error instanceof Error ? error.message : String(error));
  }
}
