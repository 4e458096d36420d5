import { setTimeout as delay } from 'node:timers/promises';
import { checkKeys, KeyCheckError, type KeyCheckOptions } from '../encryption/check-keys';
import { cachedCheck, type Check } from '../health';

/** Keys that fitted at the start no longer do when other workers encrypt with a key that this one lacks. */
export function keysFit(options: KeyCheckOptions): Check {
  const fit = async () => {
    try {
      await checkKeys(options);
    } catch (error) {
      if (error instanceof KeyCheckError) return error.message;
      // That Temporal does not answer is said by another check.
    }
    return undefined;
  };
  return cachedCheck(
    () => Promise.race([fit(), delay(answerTimeoutMs, undefined, { ref: false })]),
    keysFitForMs,
  );
}

const answerTimeoutMs = 2_000;

const keysFitForMs = 10_000;
