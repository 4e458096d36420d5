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
 * @throws ApplicationFailure `CallNotEnded` (benign, retried), `DifferentRequest`, `CallFailed` (not retryable)
 */
export function createAwaitCall() {
  return async function awaitCall({ workflowId, request }: AwaitCallInput): Promise<CallResult> {
    const client = getClient();
    if (!isSameRequest(await requestOf(client, workflowId), request)) {
      throw ApplicationFailure.nonRetryable(
        `The workflow ID ${JSON.stringify(workflowId)} does not belong to a call with this request. For another call, use another workflow ID.`,
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
      throw ApplicationFailure.create({
        type: FailureType.CallFailed,
        message: `The call ${workflowId} failed: ${error.cause?.message ?? error.message}`,
        nonRetryable: true,
      });
    }
  };
}
