import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ApplicationFailure, executeChild, setHandler, Trigger } from '@temporalio/workflow';
import type { OutboundCallInput } from '../../domain/call/call';
import { outboundCall } from '../../../workflows';
import { failSignal } from './messages';

/**
 * A workflow of a customer's that makes a call. Its child is named, refuses to be started twice and outlives it, so that
 * whatever happens to the parent, the call is one call.
 */
export async function parentOfCall(workflowId: string, request: OutboundCallInput): Promise<string> {
  const failing = new Trigger<never>();
  setHandler(failSignal, () => {
    failing.reject(ApplicationFailure.retryable('told to fail'));
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
    // After a reset or a retry it is there already, and somebody else's to wait for.
    return 'not mine';
  }
}
