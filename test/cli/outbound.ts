import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

export const root = path.join(__dirname, '..', '..');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves to the first match in what it has printed, on either stream; rejects when it ends without one. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
}

/** The command as a user runs it: the built one, in a process of its own. */
export function outbound(args: readonly string[], env: Record<string, string> = {}, cwd = root): Running {
  const child = spawn(process.execPath, [path.join(root, 'bin', 'outbound.js'), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const lookers = new Set<() => void>();
  const look = () => {
    for (const looker of lookers) looker();
  };
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    look();
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  return {
    child,
    finished,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const looker = () => {
          const match = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (!match) return;
          lookers.delete(looker);
          resolve(match);
        };
        lookers.add(looker);
        looker();
        void finished.then(() => {
          reject(new Error(`It ended without saying ${String(pattern)}:\n${stdout}\n${stderr}`));
        });
      }),
  };
}

/** Run a command to its end. */
export async function run(
  args: readonly string[],
  env?: Record<string, string>,
  cwd?: string,
): Promise<Finished> {
  return outbound(args, env, cwd).finished;
}

/** Settings that would connect a command to production, or break it. */
export const hostile = {
  TEMPORAL_ADDRESS: '203.0.113.1:7233',
  TEMPORAL_NAMESPACE: 'production',
  TEMPORAL_TLS: 'true',
  TEMPORAL_API_KEY: 'not-a-key',
  TEMPORAL_PROFILE: 'no-such-profile',
  AWS_ENDPOINT_URL: 'http://203.0.113.1',
  AWS_ENDPOINT_URL_CONNECT: 'http://203.0.113.1',
  AWS_PROFILE: 'no-such-profile',
  AWS_REGION: 'nowhere-1',
  AWS_ACCESS_KEY_ID: 'AKIA',
  AWS_SECRET_ACCESS_KEY: 'secret',
};
