import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { FailureType } from '../../src/contract/failure-type';
import { NotListedError, optOut } from '../../src/ledger';
import type { ActivityDependencies } from '../dependencies';
import { inOwnTime } from './in-own-time';
import { ledgersOn } from './ledgers';
import type { OptOutNumbersInput } from '../../src/contract/ledger';

/**
 * Put numbers on the do-not-call list, and end all calls to them.
 *
 * @throws ApplicationFailure `OptOutListFull`, not retryable; running calls are notified all the same
 */
export function createOptOutNumbers(dependencies: ActivityDependencies) {
  return async function optOutNumbers({ optOuts }: OptOutNumbersInput): Promise<void> {
    const across = ledgersOn(activityInfo().taskQueue, dependencies);
    try {
      await inOwnTime(() => optOut(across, optOuts));
    } catch (error) {
      if (!(error instanceof NotListedError && error.isFull)) throw error;
      throw ApplicationFailure.create({
        type: FailureType.OptOutListFull,
        message: error.message,
        nonRetryable: true,
        cause: error,
      });
    }
  };
}
