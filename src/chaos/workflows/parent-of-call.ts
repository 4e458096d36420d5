import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ApplicationFailure, executeChild, setHandler, Trigger } from '@temporalio/workflow';
import type { OutboundCallInput } from '../../domain/call/call';
import { outboundCall } from '../../../workflows';
import { failSignal } from './messages';

/**
 * A customer's workflow that makes a call. The child has a fixed ID, rejects duplicates and is abandoned when the parent closes,
 * so that there is one call whatever happens to the parent.
 */
export async function parentOfCall(workflowId: string, request: OutboundCallInput): Promise<string> {
  const failing = new Trigger<never>();
  setHandler(failSignal, () => {
    failing.reject(ApplicationFailure.retryable('failed by a signal'));
  });
  try {
    const call = executeChild(outboundCall, {
      workflowId,
      args: [request],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    return (await Promise.race([call, failing])).outcome;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    // After a reset or a retry, an earlier run of the parent has started the call.
    return 'started-before';
  }
}
