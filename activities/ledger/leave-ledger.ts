import { activityInfo } from '@temporalio/activity';
import type { ActivityDependencies } from '../dependencies';
import { leave } from './ledger-of-call';
import { ledgersOn } from './ledgers';
import type { LeaveLedgerInput } from '../../src/contract/ledger';

/** A failing call leaves its ledgers, which then look up the attempts that it can no longer report. */
export function createLeaveLedger(dependencies: ActivityDependencies) {
  return async function leaveLedger(input: LeaveLedgerInput): Promise<void> {
    const { taskQueue } = activityInfo();
    await leave({ open: () => ledgersOn(taskQueue, dependencies), began: Date.now() }, input);
  };
}
