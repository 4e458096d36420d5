import { CancellationScope, getExternalWorkflowHandle, isCancellation } from '@temporalio/workflow';
import type { AwaitCallInput } from '../../src/contract/await-call';
import type { CallResult } from '../../src/domain/call/call-result';
import { awaitCall } from '../activity-proxies';
import { failureOf } from '../call/failure-of';

/**
 * Stands for a call that an earlier run of its parent has started. Temporal has no way to make such a call the child of the new run,
 * but a cancellation and the close of the new run reach this workflow, which passes them on to the call.
 *
 * @throws ApplicationFailure `DifferentRequest`; `CallFailed` or the call's own failure
 */
export async function outboundCallAdoption(adopted: AwaitCallInput): Promise<CallResult> {
  try {
    return await awaitCall(adopted);
  } catch (error) {
    if (!isCancellation(error)) throw failureOf(error);
    return CancellationScope.nonCancellable(() => hangUp(adopted));
  }
}

async function hangUp(adopted: AwaitCallInput): Promise<CallResult> {
  // The call may have ended meanwhile.
  await getExternalWorkflowHandle(adopted.workflowId)
    .cancel()
    .catch(() => undefined);
  try {
    return await awaitCall(adopted);
  } catch (error) {
    throw failureOf(error);
  }
}
