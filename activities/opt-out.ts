import { activityInfo } from '@temporalio/activity';
import type { OptOut } from '../src/domain/contacts/opt-outs';
import { optOut } from '../src/ledger';
import type { ActivityDependencies } from './dependencies';
import { ledgersOn } from './ledgers';

/** Put numbers on the do-not-call list, and end all calls to them. */
export function createOptOutNumbers(dependencies: ActivityDependencies) {
  return async function optOutNumbers({ optOuts }: { readonly optOuts: readonly OptOut[] }): Promise<void> {
    await optOut(ledgersOn(activityInfo().taskQueue, dependencies), optOuts);
  };
}
