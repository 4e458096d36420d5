import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionLike } from '@temporalio/client';
import type { Check } from './health';
import { remembered } from './remembered';

/**
 * Does Temporal answer for the namespace? One small request, at most one a second, that needs no permission which workers do
 * not need in any case.
 */
export function temporalAnswers(
  connection: Pick<ConnectionLike, 'workflowService' | 'withDeadline'>,
  namespace: string,
): Check {
  const answers = async () => {
    try {
      await connection.withDeadline(Date.now() + patience, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
      return undefined;
    } catch (error) {
      return `Temporal does not answer for namespace "${namespace}": ${String(error)}`;
    }
  };
  // A worker's connection tries again for 10 seconds, whatever its deadline.
  const isLate = () =>
    delay(
      patience,
      `Temporal did not answer within ${patience / 1000} seconds for namespace "${namespace}"`,
      {
        ref: false,
      },
    );
  return remembered(() => Promise.race([answers(), isLate()]), rememberedFor);
}

/** Milliseconds. */
const patience = 2_000;
const rememberedFor = 1_000;
