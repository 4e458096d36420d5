import { getClient } from '@temporalio/activity';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { isSameRequest } from '../../src/domain/call/same-request';
import type { CallResult } from '../../src/domain/call/call-result';
import type { AwaitCallInput } from '../../src/contract/await-call';
import { FailureType } from '../../src/contract/failure-type';
import { isOpen } from '../../src/contract/open-run';
import type { OutboundCallWorkflow } from '../../src/contract/workflow-types';
import { requestOf } from '../../src/history';

/**
 * Wait for the end of a call that is not the child of the workflow that waits. It polls by benign retries, without a worker slot or an
 * event between two polls.
 *
 * @throws ApplicationFailure `CallNotEnded` (benign, retried); not retryable: `DifferentRequest`, the call's own failure, `CallFailed`
 */
export function createAwaitCall() {
  return async function awaitCall({ workflowId, request }: AwaitCallInput): Promise<CallResult> {
    const client = getClient();
    if (!isSameRequest(await requestOf(client, workflowId), request)) {
      throw ApplicationFailure.nonRetryable(
        `The workflow ${JSON.stringify(workflowId)} is not a call with this request, or Temporal no longer has it. For another call, use another key.`,
        FailureType.DifferentRequest,
      );
    }
    const call = client.workflow.getHandle<OutboundCallWorkflow>(workflowId);
    if (isOpen(await call.describe())) {
      throw ApplicationFailure.create({
        type: FailureType.CallNotEnded,
        message: `The call ${workflowId} has not ended yet`,
        category: ApplicationFailureCategory.BENIGN,
      });
    }
    try {
      return await call.result();
    } catch (error) {
      if (!(error instanceof WorkflowFailedError)) throw error;
      if (error.cause instanceof ApplicationFailure) throw finalFailure(error.cause);
      throw ApplicationFailure.nonRetryable(
        `The call ${workflowId} failed: ${error.cause?.message ?? error.message}`,
        FailureType.CallFailed,
      );
    }
  };
}

/** The call's own. It is over, so waiting again would bring the same. */
function finalFailure({ type, message, details, cause }: ApplicationFailure): ApplicationFailure {
  return ApplicationFailure.create({
    ...{ message, details: details ?? [], nonRetryable: true },
    ...(type == null ? {} : { type }),
    ...(cause ? { cause } : {}),
  });
}
