import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ApplicationFailure,
  CancellationScope,
  ChildWorkflowFailure,
  isCancellation,
  startChild,
} from '@temporalio/workflow';
import { FailureType } from '../../src/contract/failure-type';
import {
  WorkflowType,
  type AdoptionWorkflow,
  type OutboundCallWorkflow,
} from '../../src/contract/workflow-types';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { CallResult } from '../../src/domain/call/call-result';
import { maskPhoneNumber } from '../../src/domain/mask';
import { callIdOf } from './call-id';

export interface CallPersonOptions {
  /**
   * What becomes of the call when this run of the workflow closes before it: `REQUEST_CANCEL` hangs up and ends the call as `cancelled`,
   * `ABANDON` lets it go on. A run that fails and is retried, or continues as new, has closed, too. A reset does not close the call.
   * Temporal's own default, `TERMINATE`, is not offered: a terminated call can't hang up, so its phone rings on.
   *
   * @default "REQUEST_CANCEL"
   */
  readonly parentClosePolicy?: 'REQUEST_CANCEL' | 'ABANDON';
  /** The task queue of the calls. @default the workflow's own */
  readonly taskQueue?: string;
}

/** A call that exists. Its result is still to come. */
export interface BegunCall {
  readonly workflowId: string;
  readonly result: Promise<CallResult>;
}

/** Start the call of a key, or adopt it if an earlier run of this workflow has started it. */
export async function beginCall(
  key: string,
  request: OutboundCallInput,
  { parentClosePolicy = 'REQUEST_CANCEL', taskQueue }: CallPersonOptions,
): Promise<BegunCall> {
  const workflowId = callIdOf(key);
  const options = { parentClosePolicy, taskQueue };
  const { priority } = request;
  try {
    const call = await startChild<OutboundCallWorkflow>(WorkflowType.Call, {
      ...options,
      workflowId,
      args: [request],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: `Call ${maskPhoneNumber(request.destinationPhoneNumber)}`,
      ...(priority ? { priority } : {}),
    });
    return { workflowId, result: resultOf(workflowId, call.result()) };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  const adoption = await startChild<AdoptionWorkflow>(WorkflowType.Adoption, {
    ...options,
    args: [{ workflowId, request }],
    staticSummary: `Adopt the call ${key}`,
  });
  return { workflowId, result: resultOf(workflowId, adoption.result()) };
}

/** Fails alike whether this run has started the call or an earlier one. */
async function resultOf(workflowId: string, ending: Promise<CallResult>): Promise<CallResult> {
  const scope = CancellationScope.current();
  try {
    return await ending;
  } catch (error) {
    if (!(error instanceof ChildWorkflowFailure)) throw error;
    if (error.cause instanceof ApplicationFailure) throw error.cause;
    // A call may also be cancelled by itself, which must not end this workflow as cancelled.
    if (isCancellation(error) && scope.consideredCancelled) throw error;
    throw ApplicationFailure.create({
      type: FailureType.CallFailed,
      message: `The call ${workflowId} failed: ${error.cause?.message ?? error.message}`,
      nonRetryable: true,
    });
  }
}
