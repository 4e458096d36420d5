import { CancellationScope, condition } from '@temporalio/workflow';
import { numbersOf } from '../../src/domain/call/numbers-of';
import { optOutNumbers } from '../activity-proxies';
import type { Call } from './call';
import type { OptOutRequest } from '../../src/contract/call-messages';

/** Put all numbers of a call on the do-not-call list, and end all other calls to them. */
export async function listOptOut(call: Call, { reason }: OptOutRequest): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    // The first decision brings the settings, which say whether there is a ledger.
    await condition(() => call.state.settings !== undefined && call.state.request !== undefined);
    const { request, settings } = call.state;
    if (!request || !settings?.ledger) return;
    const since = new Date().toISOString();
    const withReason = reason === undefined ? {} : { reason };
    await optOutNumbers({ optOuts: numbersOf(request).map((number) => ({ number, since, ...withReason })) });
  });
}
