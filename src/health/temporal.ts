import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionLike } from '@temporalio/client';
import type { Check } from './health';
import { cachedCheck } from './cached-check';

/**
 * Checks that Temporal answers for the namespace: one small request, at most once a second. It needs no permission beyond those
 * of a worker.
 */
export function temporalAnswers(
  connection: Pick<ConnectionLike, 'workflowService' | 'withDeadline'>,
  namespace: string,
): Check {
  const answers = async () => {
    try {
      await connection.withDeadline(Date.now() + timeoutMs, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
      return undefined;
    } catch (error) {
      return `Temporal does not answer for namespace "${namespace}": ${String(error)}`;
    }
  };
  // A worker's connection retries for 10 seconds, whatever the deadline.
  const isLate = () =>
    delay(
      timeoutMs,
      `Temporal did not answer within ${timeoutMs / 1000} seconds for namespace "${namespace}"`,
      {
        ref: false,
      },
    );
  return cachedCheck(() => Promise.race([answers(), isLate()]), cacheMs);
}

const timeoutMs = 2_000;
const cacheMs = 1_000;
