import { setTimeout as sleep } from 'node:timers/promises';
import type { CallHandle } from '../client';
import type { CallStatus } from '../domain/call/call-status';
import { timelineOf } from './timeline';

/** Show a call's timeline as it grows, a line at a time, until it is over: readable on a terminal and in a file alike. */
export async function follow(
  call: CallHandle,
  say: (line: string) => void,
  every = 300,
): Promise<CallStatus> {
  const shown = new Set<string>();
  // A run that fails has no outcome to show: its failure ends the watching.
  const failure = call.result().then(() => new Promise<never>(() => undefined));
  failure.catch(() => undefined);
  for (;;) {
    const status = await call.status();
    for (const { key, text } of timelineOf(status)) {
      if (shown.has(key)) continue;
      shown.add(key);
      say(`${new Date().toISOString().slice(11, 19)}  ${text}`);
    }
    if (status.outcome) return status;
    await Promise.race([sleep(every), failure]);
  }
}
