import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type GuardedProcess = {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the process has ended, however it ended. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Signal the process; SIGKILL goes to all that it has started, too. Does nothing once it has ended. */
  kill(signal: NodeJS.Signals): void;
};

/**
 * Start a process that never outlives this one, even when this one is killed with SIGKILL, and that a terminal's Ctrl-C
 * does not reach: it is in a session of its own, so the order in which things stop is ours.
 *
 * The shell becomes the program (`exec`: same pid, true exit status) and leaves a watcher behind that reads a pipe which
 * only this process holds open. Its end without a line means that this process is gone: then the whole group is killed.
 */
export async function spawnGuarded(
  executable: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<GuardedProcess> {
  const child = spawn('/bin/sh', ['-c', GUARD, 'sh', executable, ...args], {
    ...options,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve).once('error', reject);
  });
  const { pid, stdout, stderr } = child;
  const leash = child.stdio[3];
  if (pid === undefined || stdout === null || stderr === null || !isWritable(leash)) {
    throw new Error(`${executable} was started without its pipes`);
  }
  // The watcher may have been killed with the group before it could read.
  leash.on('error', () => undefined);
  let running = true;
  void exited.then(() => {
    running = false;
    leash.end('ended\n');
  });
  return {
    pid,
    stdout,
    stderr,
    exited,
    kill: (signal) => {
      // The group holds the watcher: only a signal that leaves nothing to watch may reach it.
      if (running) sendSignal(signal === 'SIGKILL' ? -pid : pid, signal);
    },
  };
}

const GUARD = `
(read -r ended <&3 || kill -s KILL -- -$$) </dev/null >/dev/null 2>&1 &
exec "$@" 3<&-
`;

function isWritable(stream: unknown): stream is Writable {
  return typeof stream === 'object' && stream !== null && 'write' in stream;
}

function sendSignal(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch (error) {
    // ESRCH: it ended between our look and our signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
