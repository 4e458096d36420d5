import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startSimulator, type Simulator } from '../../src/simulator';

const run = promisify(execFile);

/**
 * A simulator of `seed.yaml` which refuses wherever it may choose. Time goes on by a second whenever it is looked at:
 * requests that follow each other see a call's whole course, at the same instants in every run.
 */
export async function startStrictSimulator(): Promise<Simulator> {
  let now = Date.UTC(2026, 10, 21, 12);
  return startSimulator({
    seed: path.join(__dirname, 'seed.yaml'),
    clock: () => (now += 1000),
    throttles: 'off',
    tokenWithOtherBody: 'invalid-request',
    stopAfterEnd: 'contact-not-found',
    overLimit: 'limit-exceeded',
    disabledQueue: 'invalid-request',
    searchContacts: 'all',
  });
}

/** What the Python program prints. Nothing that is set up on this machine reaches it. Rejects unless it ends well. */
export async function runPython(
  python: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Promise<string> {
  const home = mkdtempSync(path.join(tmpdir(), 'conformance-'));
  try {
    const { stdout } = await run(python, args, {
      cwd: home,
      timeout: 120_000,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        LC_ALL: 'C.UTF-8',
        PYTHONDONTWRITEBYTECODE: '1',
        AWS_EC2_METADATA_DISABLED: 'true',
        ...variables,
      },
    });
    return stdout;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
