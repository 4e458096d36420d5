import { setTimeout as delay } from 'node:timers/promises';
import { Runtime, type Worker } from '@temporalio/worker';

/** A worker that runs as long as another one. */
export interface Companion {
  readonly worker: Worker;
  /** It stops after the other one has, instead of together with it. */
  readonly stopsLast: boolean;
}

export interface Beside {
  readonly worker: Worker;
  /** Its run. It has begun, or begins as soon as the plugins in between let it. */
  readonly running: Promise<void>;
  /** Create the companions. When it fails, those that it has added are stopped, and so is the worker. */
  readonly create: (add: (companion: Companion) => void) => Promise<void>;
  /** Called when the worker begins to stop. */
  readonly onStopping: () => void;
}

/**
 * Run companions beside a worker. They stop when it stops, and it stops when one of them does. Resolves when all have stopped.
 *
 * @throws what `create` threw, or the error of the first worker that failed
 */
export async function runBeside({ worker, running, create, onStopping }: Beside): Promise<void> {
  const failures: unknown[] = [];
  const stop = new AbortController();
  const fail = (error: unknown) => {
    failures.push(error);
    stop.abort();
  };
  let isOver = false;
  const ended = running.catch(fail).finally(() => {
    isOver = true;
    stop.abort();
  });
  const companions: Companion[] = [];
  await create((companion) => companions.push(companion)).catch(fail);
  // Also when everything stops again: a worker that has never run keeps its connection open.
  const runs = companions.map((companion) =>
    companion.worker
      .run()
      .catch((error: unknown) => {
        const { logger } = Runtime.instance();
        logger.error(
          `The worker of task queue ${companion.worker.options.taskQueue} has failed, so that of ${worker.options.taskQueue} stops`,
          { error },
        );
        fail(error);
      })
      .finally(() => {
        stop.abort();
      }),
  );
  await untilStopping(worker, stop.signal, () => isOver);
  onStopping();
  for (const companion of companions) if (!companion.stopsLast) shutDown(companion.worker);
  await ended;
  for (const companion of companions) shutDown(companion.worker);
  await Promise.all(runs);
  if (failures.length > 0) throw failures[0];
}

/** Resolves when the worker has begun to stop; stops it when the signal aborts. Temporal has no event for a worker's state. */
async function untilStopping(worker: Worker, signal: AbortSignal, isOver: () => boolean): Promise<void> {
  for (;;) {
    if (signal.aborted) shutDown(worker);
    if (isOver() || !['INITIALIZED', 'RUNNING'].includes(worker.getState())) return;
    await delay(lookEveryMs, undefined, signal.aborted ? {} : { signal }).catch(() => undefined);
  }
}

const lookEveryMs = 50;

function shutDown(worker: Worker): void {
  if (worker.getState() === 'RUNNING') worker.shutdown();
}
