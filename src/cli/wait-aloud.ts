import { setTimeout as sleep } from 'node:timers/promises';
import { note } from './output';
import { lastPoll, noWorker, pollersOf } from './pollers';
import type { Connected } from './temporal-client';
import { queueOf } from './workers-of';

export interface WaitAloudOptions {
  /** @default stderr */
  readonly say?: (line: string) => void;
  /** Before the first line, ms. @default 8 seconds */
  readonly firstMs?: number;
  /** Between two lines, ms. @default 1 minute */
  readonly thenMs?: number;
}

/** Wait for something that may take long, and say now and then what is waited for. @param sentence must not reject */
export async function waitAloud<T>(
  work: Promise<T>,
  sentence: () => Promise<string>,
  { say = note, firstMs = 8_000, thenMs = 60_000 }: WaitAloudOptions = {},
): Promise<T> {
  const over = new AbortController();
  const speak = async () => {
    for (let waitMs = firstMs; ; waitMs = thenMs) {
      await sleep(waitMs, undefined, { signal: over.signal });
      const line = await sentence();
      if (!over.signal.aborted) say(line);
    }
  };
  // The sleep rejects when the work is over.
  speak().catch(() => undefined);
  try {
    return await work;
  } finally {
    over.abort();
  }
}

/** What is waited for, and whether a worker works on it, in sentences. @param what such as "call reminder-A-1001 to end" */
export async function waitingFor(
  connected: Connected,
  what: string,
  taskQueue = connected.taskQueue,
): Promise<string> {
  const waiting = `Waiting for ${what}.`;
  try {
    const [newest] = await pollersOf(queueOf(connected, taskQueue));
    return newest
      ? `${waiting} The last poll of task queue ${taskQueue} was ${lastPoll(newest)}.`
      : `${waiting} ${noWorker(taskQueue, '.')}`;
  } catch (error) {
    return `${waiting} Temporal does not say whether a worker runs: ${error instanceof Error ? error.message : String(error)}`;
  }
}
