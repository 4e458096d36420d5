import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { FailureType } from '../src/connect';
import type { AskHold } from './ask-hold';

/**
 * Wait until an instance is on hold no more. Between two questions it holds no worker slot and writes no event, as
 * `awaitContact` does.
 *
 * @throws ApplicationFailure `OnHold` (benign, retried)
 */
export function createAwaitRelease(askHold: AskHold) {
  return async function awaitRelease({ instanceId }: { readonly instanceId: string }): Promise<void> {
    const hold = await askHold(instanceId);
    if (!hold) return;
    throw ApplicationFailure.create({
      type: FailureType.OnHold,
      message: `On hold since ${hold.since}`,
      category: ApplicationFailureCategory.BENIGN,
    });
  };
}
