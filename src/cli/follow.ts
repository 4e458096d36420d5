import { setTimeout as sleep } from 'node:timers/promises';
import type { CallHandle } from '../client';
import type { CallStatus } from '../domain/call/call-status';
import { NoAnswerError } from './answers-in-time';
import { timelineOf } from './timeline';

/**
 * Print a call's timeline line by line until it ends; once a minute also that no worker answers.
 *
 * @param pollIntervalMs between two queries
 */
export async function follow(
  call: CallHandle,
  say: (line: string) => void,
  pollIntervalMs = 300,
): Promise<CallStatus> {
  const shown = new Set<string>();
  const sayOnce = (key: string, text: string) => {
    if (shown.has(key)) return;
    shown.add(key);
    say(`${new Date().toISOString().slice(11, 19)}  ${text}`);
  };
  // A failed run has no outcome: its failure ends the loop.
  const failure = call.result().then(() => new Promise<never>(() => undefined));
  failure.catch(() => undefined);
  for (;;) {
    try {
      const status = await call.status();
      for (const { key, text } of timelineOf(status)) sayOnce(key, text);
      if (status.outcome) return status;
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error;
      sayOnce(`no answer ${Math.floor(Date.now() / 60_000)}`, error.message);
    }
    await Promise.race([sleep(pollIntervalMs), failure]);
  }
}
