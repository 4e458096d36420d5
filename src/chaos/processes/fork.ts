import { fork, type ChildProcess } from 'node:child_process';
import { keepLastOutput } from '../../embedded/last-output';

/** A child process that may be killed. It ends with this process, because their channel breaks. */
export interface Forked {
  readonly child: ChildProcess;
  /** Resolves when the process reports that it is ready; rejects when it ends before. */
  readonly ready: Promise<void>;
  readonly exited: Promise<void>;
  lastOutput(): string;
  kill(signal?: NodeJS.Signals): void;
}

/** @param entry path of a module from `require.resolve`: TypeScript in a checkout, JavaScript in the package */
export function forkEntry(entry: string, config: object): Forked {
  const child = fork(entry, [JSON.stringify(config)], {
    execArgv: entry.endsWith('.ts') ? ['--require', 'tsx/cjs'] : [],
    env: withoutSettings(process.env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { stdout, stderr } = child;
  const lastOutput = stdout && stderr ? keepLastOutput(stdout, stderr) : () => '';
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => {
      resolve();
    });
    void exited.then(() => {
      reject(new Error(`${entry} ended before it was ready. Its last output:\n${lastOutput()}`));
    });
  });
  // No unhandled rejection if `ready` is not awaited.
  ready.catch(() => undefined);
  return {
    child,
    ready,
    exited,
    lastOutput,
    kill: (signal = 'SIGKILL') => {
      child.kill(signal);
    },
  };
}

/** Removes settings that could connect a storm to a real Temporal or Amazon Connect. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(TEMPORAL|AWS)_/.test(name)));
}
