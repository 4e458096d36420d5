import path from 'node:path';
import { cacheFolder, makeEntry, withLock } from './cache';
import { isExecutable } from './executable-file';
import { silently, type Report } from './report';

export type FindOptions = {
  /** Use this executable and look nowhere else. @default the variable named in the wanted executable's docs */
  readonly executable?: string | undefined;
  /** Every try is told here, and every 5 s that something still runs. @default nobody */
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
  /** Name in the cache; says version and, where it matters, platform. */
  readonly entry: string;
  /** Leave the executable in this folder, under its `fileName`. Rejects with the reason. */
  readonly make: (folder: string) => Promise<void>;
};

/** What is wanted, where it may be and how to get it. */
export type Wanted = {
  /** "Temporal CLI" */
  readonly what: string;
  readonly fileName: string;
  /** The environment variable that configures it. */
  readonly variable: string;
  /** Does this file work, and which version is it? */
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
  const attempt = async (where: string, look: () => Promise<Finding>): Promise<string | undefined> => {
    const finding = await look();
    if (finding.found) return announce(report, `${what} ${where}`, finding);
    report(`${what} ${where}: ${finding.reason}`);
    failed.push(`  - ${where}: ${finding.reason}`);
    return undefined;
  };

  const cache = cacheFolder(env);
  const lookInCache = async (): Promise<Finding> => {
    const files = ways.map(({ entry }) => path.join(cache, entry, fileName));
    return await firstThatWorks(files, check);
  };
  const here =
    (installed && (await attempt(installed.where, installed.look))) ??
    (await attempt(`in the cache ${cache}`, lookInCache));
  if (here !== undefined) return here;
  if (options.onlyLook) throw new ExecutableNotFoundError(`No ${what} on this machine yet.`);

  return await withLock(cache, fileName, report, async () => {
    // Whoever held the lock before us may have left it there.
    const meanwhile = await lookInCache();
    if (meanwhile.found) return announce(report, `${what} in the cache by now`, meanwhile);
    for (const way of ways) {
      const got = await attempt(way.how, () => getIntoCache(cache, way, wanted));
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

async function firstThatWorks(files: readonly string[], check: Wanted['check']): Promise<Finding> {
  const reasons: string[] = [];
  for (const file of files) {
    if (!(await isExecutable(file))) continue;
    const finding = await check(file);
    if (finding.found) return finding;
    reasons.push(finding.reason);
  }
  return notFound(reasons.length === 0 ? 'none' : reasons.join('; '));
}

/** Make it aside; it gets into the cache only if it works. */
async function getIntoCache(cache: string, way: Way, { fileName, check }: Wanted): Promise<Finding> {
  try {
    const folder = await makeEntry(cache, way.entry, async (aside) => {
      await way.make(aside);
      const finding = await check(path.join(aside, fileName));
      if (!finding.found) throw new Error(finding.reason);
    });
    return await check(path.join(folder, fileName));
  } catch (error) {
    return notFound(error instanceof Error ? error.message : String(error));
  }
}
