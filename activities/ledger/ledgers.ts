import { getClient } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { FailureType } from '../../src/connect';
import { ledgerSchema } from '../../src/domain/ledger/ledger-settings';
import { OptOutList, PersonLedgers } from '../../src/ledger';
import type { ActivityDependencies } from '../dependencies';

export interface Ledgers {
  readonly ledgers: PersonLedgers;
  readonly list: OptOutList;
  /** Milliseconds. */
  readonly keepFor: number;
}

/**
 * The ledgers, through the worker's own client.
 *
 * @throws ApplicationFailure `NoLedger` when this worker has no keys
 */
export function ledgersOn(taskQueue: string, { ledger }: Pick<ActivityDependencies, 'ledger'>): Ledgers {
  if (!ledger) {
    throw ApplicationFailure.create({
      type: FailureType.NoLedger,
      message:
        'This call counts attempts across calls, but this worker has no keys for it: set ledger.keys in temporal.config.ts',
    });
  }
  const { keys, keepFor } = ledgerSchema.parse(ledger);
  const client = getClient();
  return {
    ledgers: new PersonLedgers({ client, taskQueue, keys }),
    list: new OptOutList({ client, taskQueue }),
    keepFor,
  };
}
