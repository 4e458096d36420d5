import { activityInfo } from '@temporalio/activity';
import type { CallIdentity } from '../../src/domain/call/attempt';
import type { ActivityDependencies } from '../dependencies';
import { leave } from './ledger-of-call';
import { ledgersOn } from './ledgers';

export interface LeaveLedgerInput {
  readonly call: CallIdentity;
  /** Numbers (E.164) whose ledgers the call is registered in. */
  readonly registered: readonly string[];
  /** The workflow's clock, milliseconds since the epoch. */
  readonly now: number;
}

/** A failing call leaves its ledgers, which then look up the attempts that it can no longer report. */
export function createLeaveLedger(dependencies: ActivityDependencies) {
  return async function leaveLedger(input: LeaveLedgerInput): Promise<void> {
    const { taskQueue } = activityInfo();
    await leave({ open: () => ledgersOn(taskQueue, dependencies), began: Date.now() }, input);
  };
}
