import { fork, type ChildProcess } from 'node:child_process';
import { keepLastOutput } from '../../embedded/last-output';

/** A Node process of ours that is made to be killed. It ends with this one: its channel to it breaks. */
export interface Forked {
  readonly child: ChildProcess;
  /** Resolves when it has said that it is ready; rejects when it ended before. */
  readonly ready: Promise<void>;
  readonly exited: Promise<void>;
  lastOutput(): string;
  kill(signal?: NodeJS.Signals): void;
}

/** @param entry a module, as `require.resolve` gives it: TypeScript in a checkout, JavaScript in the package */
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
  // Whoever does not wait for it is not to be told either.
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

/** Nothing in the environment may lead a storm to a real Temporal or a real Amazon Connect. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(TEMPORAL|AWS)_/.test(name)));
}
