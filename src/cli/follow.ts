import { setTimeout as sleep } from 'node:timers/promises';
import type { CallHandle } from '../client';
import type { CallStatus } from '../domain/call/call-status';
import { timelineOf } from './timeline';

/** Print a call's timeline line by line until it ends. @param pollIntervalMs between two queries */
export async function follow(
  call: CallHandle,
  say: (line: string) => void,
  pollIntervalMs = 300,
): Promise<CallStatus> {
  const shown = new Set<string>();
  // A failed run has no outcome: its failure ends the loop.
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
    await Promise.race([sleep(pollIntervalMs), failure]);
  }
}
