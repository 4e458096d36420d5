import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../src/embedded';
import { makeEntry, withLock } from '../../src/embedded/cache';
import { skipBecause } from '../support/skip';

interface Packages {
  readonly packages: readonly string[];
  readonly modules: readonly string[];
}

const aws: Packages = {
  packages: ['boto3==1.44.5', 'awscli==1.46.2', 'cfn-lint==1.58.0'],
  modules: ['awscli', 'boto3', 'cfnlint'],
};
const kms: Packages = {
  packages: ['moto[server]==5.2.5', 'awscli==1.46.2'],
  modules: ['awscli', 'flask', 'moto'],
};
const temporal: Packages = { packages: ['temporalio==1.35.0'], modules: ['temporalio'] };

const buildMs = 300_000;

/** How long a `before` may take that calls `pythonWithAws`: twice a build, as another run may be building first. */
export const pythonTimeoutMs = 2 * buildMs + 60_000;

const run = promisify(execFile);
const report = (line: string) => {
  console.log(line);
};

/** Python with boto3, the AWS CLI and cfn-lint. */
export function pythonWithAws(running: Mocha.Context): Promise<string> {
  return pythonWith(running, aws);
}

/** Python with moto, a server of AWS's APIs that has KMS, and the AWS CLI. */
export function pythonWithKms(running: Mocha.Context): Promise<string> {
  return pythonWith(running, kms);
}

/** Python with Temporal's SDK. */
export function pythonWithTemporal(running: Mocha.Context): Promise<string> {
  return pythonWith(running, temporal);
}

/**
 * The interpreter of a virtual environment with some packages, made once and kept in the user's cache folder. Skips the running test
 * where there is no Python or no package index to be reached.
 */
async function pythonWith(running: Mocha.Context, { packages, modules }: Packages): Promise<string> {
  const version = await run('python3', [
    '-c',
    'import ensurepip, sys, venv; print("%d.%d" % sys.version_info[:2])',
  ]).catch(() => skipBecause(running, 'no python3 with venv on this machine'));
  const names = packages.map((name) => name.replace('==', '-')).join('-');
  const entry = `python-${version.stdout.trim()}-${names}-${process.platform}-${process.arch}`;
  const cache = cacheFolder();
  const python = pythonIn(path.join(cache, entry));
  if (await works(python, modules)) return python;
  await withLock(cache, entry, report, async () => {
    if (await works(python, modules)) return;
    report(`making a virtual environment with ${packages.join(' and ')}…`);
    await makeEntry(cache, entry, (folder) => make(folder, packages));
  }).catch((error: unknown) => {
    if (isOffline(error)) skipBecause(running, 'no Python package index can be reached from this machine');
    throw error;
  });
  return python;
}

function pythonIn(folder: string): string {
  return path.join(folder, 'bin', 'python');
}

async function works(python: string, modules: readonly string[]): Promise<boolean> {
  return run(python, ['-c', `import ${modules.join(', ')}`]).then(
    () => true,
    () => false,
  );
}

/** It is renamed afterwards: its interpreter does not mind, but its scripts do, so run modules (`-m`). */
async function make(folder: string, packages: readonly string[]): Promise<void> {
  const options = { timeout: buildMs };
  await run('python3', ['-m', 'venv', folder], options);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  await run(pythonIn(folder), [...pip, ...packages], options);
}

/** What pip says when it gets no answer, and not when it gets another one than it wanted. */
function isOffline(error: unknown): boolean {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  return /NewConnectionError|ConnectTimeout|ReadTimeout|NameResolutionError|Failed to establish/.test(said);
}
