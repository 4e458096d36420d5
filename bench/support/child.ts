import { fork } from 'node:child_process';
import { createBirpc, type BirpcReturn } from 'birpc';
import type { Exit } from '../../src/embedded';
import type { Lifetime, Service } from '../../src/cli/lifetime';

/** A child process with remote functions. */
export type Child<Functions extends object> = BirpcReturn<Functions, Record<string, never>>;

/** Run a file in a child process that ends with the benchmark. */
export function startChild<Functions extends object>(
  lifetime: Lifetime,
  name: string,
  file: string,
): Child<Functions> {
  const child = fork(file, {
    execArgv: ['--require', 'tsx/cjs', '--expose-gc'],
    // In its own process group, so that Ctrl-C does not reach it and this process decides the order of stopping.
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
      // Nothing is lost by SIGKILL, which is faster.
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

/** In the child process: serve these functions until the parent ends. */
export function answerWith(functions: object): void {
  process.once('disconnect', () => process.exit());
  createBirpc(functions, {
    post: (message: object) => process.send?.(message),
    on: (listener) => process.on('message', listener),
  });
}

/** Resource use of a process. */
export interface Usage {
  /** Processor seconds since its start. */
  readonly cpuSeconds: number;
  /** Resident bytes. */
  readonly rss: number;
}

/** @param collects whether to collect garbage first */
export function ownUsage({ collects = false } = {}): Usage {
  if (collects) globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, rss: process.memoryUsage.rss() };
}
