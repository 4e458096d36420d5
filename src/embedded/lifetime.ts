import { setTimeout as delay } from 'node:timers/promises';
import type { Exit } from './guarded-process';
import { silently, type Report } from './report';
import { describeExit } from './run-command';

/** Something that runs until it is stopped: a server, a worker. */
export type Service = {
  /** End it and wait until it is gone. */
  stop(): Promise<void>;
  /** End it at once, not waiting. Called when `stop` takes too long or the person is impatient. */
  kill?(): void;
  /** Settles when it has ended; before it was told to, that is a crash. */
  readonly exited?: Promise<Exit | undefined>;
  /** Its last words, for the report of a crash. */
  lastOutput?(): string;
};

/** Why everything was stopped. */
export type Ending =
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  /** After a signal, something did not stop cleanly, not in time, or for somebody who did not want to wait for it. */
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals }
  /** What was to be done is done. */
  | { readonly kind: 'done' }
  | { readonly kind: 'crash'; readonly name: string; readonly reason: string };

export type Lifetime = {
  /** Have it stopped with the others, in reverse order. Throws once the end has begun, after stopping this one too. */
  readonly add: <S extends Service>(name: string, service: S) => S;
  /** Stop everything: what was to be done is done. */
  readonly end: () => void;
};

export type LifetimeOptions = {
  /** For all services together, in milliseconds. @default 15_000 */
  readonly graceMs?: number | undefined;
  /** @default nobody */
  readonly report?: Report | undefined;
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `npm start` passes on a Ctrl-C that the terminal has already sent to us: two signals, one key press. */
const SAME_PRESS_MS = 500;

/**
 * Start services and run until Ctrl-C, SIGTERM, a closed terminal or the crash of one of them; then stop all, the last
 * started first. A second Ctrl-C kills them at once. What is still starting at that moment ends with the process: exit when
 * this resolves.
 *
 * @throws what `start` throws, once everything that had been started is stopped
 */
export async function runUntilStopped(
  start: (lifetime: Lifetime) => Promise<void>,
  { graceMs = 15_000, report = silently }: LifetimeOptions = {},
): Promise<Ending> {
  const running: { readonly name: string; readonly service: Service }[] = [];
  const end = once<Ending>();
  const impatient = once<'unclean'>();

  let firstSignalAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (end.happened()) {
      if (performance.now() - (firstSignalAt ?? -Infinity) <= SAME_PRESS_MS) return;
      report(`${signal} again: killed at once.`);
      impatient.happen('unclean');
      return;
    }
    firstSignalAt = performance.now();
    report(`${signal}: stopping. Once more to kill at once.`);
    end.happen({ kind: 'signal', signal });
  };
  const onExit = (name: string, service: Service, how: string) => {
    if (end.happened()) return;
    const output = service.lastOutput?.() ?? '';
    const reason = output === '' ? how : `${how}. Its last output:\n${output}`;
    report(`${name} ended by itself: ${reason}`);
    end.happen({ kind: 'crash', name, reason });
  };
  const add = <S extends Service>(name: string, service: S): S => {
    if (end.happened()) {
      service.stop().catch(() => undefined);
      throw new Error(`${name} was stopped: everything is being stopped`);
    }
    running.push({ name, service });
    service.exited?.then(
      (exit) => {
        onExit(name, service, exit ? describeExit(exit) : 'it returned');
      },
      (error: unknown) => {
        onExit(name, service, messageOf(error));
      },
    );
    return service;
  };

  const finish = () => {
    end.happen({ kind: 'done' });
  };

  const stop = async () => {
    end.close();
    const stopped = await Promise.race([stopAll(running, graceMs, report), impatient.promise]);
    for (const { service } of running) service.kill?.();
    for (const signal of SIGNALS) process.off(signal, onSignal);
    return stopped;
  };

  for (const signal of SIGNALS) process.on(signal, onSignal);
  let ending: Ending;
  try {
    // After a signal it no longer matters how starting went on.
    const started = start({ add, end: finish });
    ending = await Promise.race([started.then(() => end.promise), end.promise]);
  } catch (error) {
    await stop();
    throw error;
  }
  const stopped = await stop();
  return ending.kind === 'signal' && stopped === 'unclean'
    ? { kind: 'killed', signal: ending.signal }
    : ending;
}

/** Stop the last first; each leaves `running` when it is gone. What the grace time leaves over stays in it. */
async function stopAll(
  running: { readonly name: string; readonly service: Service }[],
  graceMs: number,
  report: Report,
): Promise<'clean' | 'unclean'> {
  let how: 'clean' | 'unclean' = 'clean';
  const timeout = new AbortController();
  const graceOver = delay(graceMs, 'over' as const, { signal: timeout.signal, ref: true });
  graceOver.catch(() => undefined);
  for (let last = running.at(-1); last !== undefined; last = running.at(-1)) {
    const { name, service } = last;
    const stopped = service.stop().then(
      () => {
        report(`${name} stopped`);
      },
      (error: unknown) => {
        report(`${name} did not stop cleanly: ${messageOf(error)}`);
        how = 'unclean';
      },
    );
    if ((await Promise.race([stopped, graceOver])) === 'over') {
      report(`${running.map((one) => one.name).join(', ')} not stopped within ${graceMs / 1000} s: killed`);
      return 'unclean';
    }
    running.pop();
  }
  timeout.abort();
  return how;
}

/** A promise and the means to settle it, once. */
function once<T>(): {
  readonly promise: Promise<T>;
  happen(value: T): void;
  /** Nothing more can happen. */
  close(): void;
  happened(): boolean;
} {
  let settled = false;
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return {
    promise,
    happen: (value) => {
      settled = true;
      settle(value);
    },
    close: () => {
      settled = true;
    },
    happened: () => settled,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
