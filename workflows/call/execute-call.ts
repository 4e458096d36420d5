import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  CancellationScope,
  executeChild,
  getExternalWorkflowHandle,
  isCancellation,
} from '@temporalio/workflow';
import { WorkflowType, type OutboundCallWorkflow } from '../../src/contract/workflow-types';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { CallResult } from '../../src/domain/call/call-result';
import { awaitCallActivity } from '../activity-proxies';
import { failureOf } from './failure-of';

export interface ExecuteCallOptions {
  /**
   * Identifies the call, as for `OutboundCalls.start`. Derive it from the subject of the call, not from the parent's run: a run that
   * is retried or reset must find the call of the earlier one.
   */
  readonly workflowId: string;
  /**
   * What becomes of the call when the parent closes before it: `REQUEST_CANCEL` hangs up and ends it as `cancelled`, `ABANDON` lets it
   * go on. A parent with a retry policy that wants its call to outlive a failure needs `ABANDON`.
   */
  readonly parentClosePolicy: 'REQUEST_CANCEL' | 'ABANDON';
  /** The task queue of the calls. @default the parent's */
  readonly taskQueue?: string;
}

/**
 * For workflows: make a call as a child workflow and wait for its end. If an earlier run of the parent, or another client, has started
 * the call with the same request, that call is awaited and no other one starts.
 *
 * @throws ChildWorkflowFailure when the call fails
 * @throws ApplicationFailure `DifferentRequest` when the workflow ID belongs to another request; `CallFailed` when a call that was started
 * before has failed
 */
export async function executeCall(
  request: OutboundCallInput,
  { workflowId, parentClosePolicy, taskQueue }: ExecuteCallOptions,
): Promise<CallResult> {
  try {
    return await executeChild<OutboundCallWorkflow>(WorkflowType.Call, {
      args: [request],
      workflowId,
      taskQueue,
      parentClosePolicy,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return awaitCall(request, { workflowId, taskQueue });
}

/** A child is cancelled with its parent, and so is this call, which is not a child of this run. */
async function awaitCall(
  request: OutboundCallInput,
  { workflowId, taskQueue }: Pick<ExecuteCallOptions, 'workflowId' | 'taskQueue'>,
): Promise<CallResult> {
  let isAwaited = true;
  // Requested in the activation that brings the cancellation: the parent may complete in the next one.
  const cancelling = CancellationScope.current().cancelRequested.catch(async () => {
    if (!isAwaited) return;
    const cancel = () => getExternalWorkflowHandle(workflowId).cancel();
    // The call may have ended meanwhile.
    await CancellationScope.nonCancellable(cancel).catch(() => undefined);
  });
  try {
    return await awaitCallActivity(taskQueue)({ workflowId, request });
  } catch (error) {
    if (isCancellation(error)) await cancelling;
    throw failureOf(error);
  } finally {
    isAwaited = false;
  }
}
