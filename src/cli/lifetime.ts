import { setTimeout as delay } from 'node:timers/promises';
import type { Exit } from '../embedded/guarded-process';
import { silently, type Report } from '../embedded/report';
import { describeExit } from '../embedded/run-command';

/** A server or a worker that runs until it is stopped. */
export type Service = {
  /** Stop it and wait until it has ended. */
  stop(): Promise<void>;
  /** End it at once. Called when `stop` takes too long or after a second signal. */
  kill?(): void;
  /** Settles when it has ended; before `stop`, that is a crash. */
  readonly exited?: Promise<Exit | undefined>;
  /** Its last output, for the report of a crash. */
  lastOutput?(): string;
};

/** Why everything was stopped. */
export type Ending =
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  /** After a signal, a service did not stop cleanly or in time, or a second signal followed. */
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals }
  /** `end` was called. */
  | { readonly kind: 'done' }
  | { readonly kind: 'crash'; readonly name: string; readonly reason: string };

export type Lifetime = {
  /** Stop the service with the others, in reverse order. @throws Error once stopping has begun; the service is then stopped, too */
  readonly add: <S extends Service>(name: string, service: S) => S;
  /** Stop all services. */
  readonly end: () => void;
};

export type LifetimeOptions = {
  /** Time for all services to stop. @default 15_000 */
  readonly graceMs?: number | undefined;
  /** @default silent */
  readonly report?: Report | undefined;
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** With `npm start`, one Ctrl-C gives two signals: from the terminal and from npm. */
const SAME_PRESS_MS = 500;

/**
 * Start services and run until Ctrl-C, SIGTERM, a closed terminal or the crash of a service; then stop all, the last started
 * first. A second Ctrl-C kills them at once. Services that are still starting end with the process, so exit when this
 * resolves.
 *
 * @throws the error of `start`, after stopping the services that had been started
 */
export async function runUntilStopped(
  start: (lifetime: Lifetime) => Promise<void>,
  { graceMs = 15_000, report = silently }: LifetimeOptions = {},
): Promise<Ending> {
  const running: { readonly name: string; readonly service: Service }[] = [];
  const end = once<Ending>();
  const secondSignal = once<'unclean'>();

  let firstSignalAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (end.happened()) {
      if (performance.now() - (firstSignalAt ?? -Infinity) <= SAME_PRESS_MS) return;
      report(`${signal} again: killing all services.`);
      secondSignal.happen('unclean');
      return;
    }
    firstSignalAt = performance.now();
    report(`${signal}: stopping. Repeat to kill at once.`);
    end.happen({ kind: 'signal', signal });
  };
  const onExit = (name: string, service: Service, how: string) => {
    if (end.happened()) return;
    const output = service.lastOutput?.() ?? '';
    const reason = output === '' ? how : `${how}. Its last output:\n${output}`;
    report(`${name} ended unexpectedly: ${reason}`);
    end.happen({ kind: 'crash', name, reason });
  };
  const add = <S extends Service>(name: string, service: S): S => {
    if (end.happened()) {
      service.stop().catch(() => undefined);
      throw new Error(`${name} was stopped, because all services are stopping`);
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
    const stopped = await Promise.race([stopAll(running, graceMs, report), secondSignal.promise]);
    for (const { service } of running) service.kill?.();
    for (const signal of SIGNALS) process.off(signal, onSignal);
    return stopped;
  };

  for (const signal of SIGNALS) process.on(signal, onSignal);
  let ending: Ending;
  try {
    // After a signal, the result of starting no longer matters.
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

/** Stop the services, the last first. Those that do not stop in time stay in `running`. */
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

/** A promise that can be settled once. */
function once<T>(): {
  readonly promise: Promise<T>;
  happen(value: T): void;
  /** Ignore later values. */
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
