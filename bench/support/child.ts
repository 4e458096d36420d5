import { fork } from 'node:child_process';
import { createBirpc, type BirpcReturn } from 'birpc';
import type { Exit, Lifetime, Service } from '../../src/embedded';

/** A process of its own that answers questions. */
export type Child<Functions extends object> = BirpcReturn<Functions, Record<string, never>>;

/** Run a file of ours in a process of its own; it ends with the benchmark. */
export function startChild<Functions extends object>(
  lifetime: Lifetime,
  name: string,
  file: string,
): Child<Functions> {
  const child = fork(file, {
    execArgv: ['--require', 'tsx/cjs', '--expose-gc'],
    // Ctrl-C reaches a whole group of processes; the order in which they stop is ours.
    detached: true,
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  const service: Service = {
    exited,
    stop: async () => {
      // It has nothing to lose, and its leave-taking would only cost time.
      child.kill('SIGKILL');
      await exited;
    },
  };
  lifetime.add(name, service);
  return createBirpc<Functions, Record<string, never>>(
    {},
    {
      post: (message: object) => child.send(message),
      on: (listener) => child.on('message', listener),
      timeout: 10 * 60_000,
    },
  );
}

/** In the other process: answer with these functions, until whoever asks is gone. */
export function answerWith(functions: object): void {
  process.once('disconnect', () => process.exit());
  createBirpc(functions, {
    post: (message: object) => process.send?.(message),
    on: (listener) => process.on('message', listener),
  });
}

/** What a process took and holds. */
export interface Usage {
  /** Processor seconds since its start. */
  readonly cpuSeconds: number;
  /** Resident bytes. */
  readonly rss: number;
}

/** @param collects whether garbage is collected first */
export function ownUsage({ collects = false } = {}): Usage {
  if (collects) globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, rss: process.memoryUsage.rss() };
}
