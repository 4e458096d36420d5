import { setTimeout as delay } from 'node:timers/promises';
import { KeyCheckError } from '../encryption/check-keys';
import { note } from './output';
import type { StartingHealth } from './serve-health';

/** Start when the keys of this process fit those of the task queue. Until then the process is not ready, and says why. */
export async function whenKeysFit<T>(health: StartingHealth, start: () => Promise<T>): Promise<T> {
  let said = '';
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof KeyCheckError)) throw error;
      if (error.message !== said) note(`${error.message}. Nothing is done until the keys fit.`);
      said = error.message;
      health.waitsFor(error.message);
    }
    // Another worker may write with an older key again, or a file of keys may change.
    await delay(retryAfterMs);
  }
}

const retryAfterMs = 5_000;
