import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { childEnvironment } from './child-environment';

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type GuardedProcess = {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the process has ended. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Signal the process; SIGKILL also goes to its children. No effect once it has ended. */
  kill(signal: NodeJS.Signals): void;
};

/**
 * Start a process that never outlives this one, even after SIGKILL. It has its own session, so a terminal's Ctrl-C does not
 * reach it and this process decides the order of stopping. Of the environment it gets only what {@link childEnvironment} lets through.
 *
 * The shell becomes the program (`exec`: same pid and exit status) and leaves a watcher, which reads a pipe that only this
 * process holds open. If the pipe ends without a line, this process is gone, and the watcher kills the whole group.
 */
export async function spawnGuarded(
  executable: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<GuardedProcess> {
  const child = spawn('/bin/sh', ['-c', GUARD, 'sh', executable, ...args], {
    ...options,
    env: childEnvironment(options.env ?? process.env),
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
  const guardPipe = child.stdio[3];
  if (pid === undefined || stdout === null || stderr === null || !isWritable(guardPipe)) {
    throw new Error(`${executable} was started without its pipes`);
  }
  // The watcher may have been killed with the group before it read.
  guardPipe.on('error', () => undefined);
  let running = true;
  void exited.then(() => {
    running = false;
    guardPipe.end('ended\n');
  });
  return {
    pid,
    stdout,
    stderr,
    exited,
    kill: (signal) => {
      // The group includes the watcher, so only SIGKILL goes to the group.
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
    // ESRCH: it has just ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
