import { executeChild, isCancellation } from '@temporalio/workflow';
import type { OutboundCallInput } from '../../domain/call';
import { outboundCall } from '../../../workflows';

/**
 * A workflow of a customer's that makes a call. Its child is named, refuses to be started twice and outlives it, so that
 * whatever happens to the parent, the call is one call.
 */
export async function parentOfCall(workflowId: string, request: OutboundCallInput): Promise<string> {
  try {
    const { outcome } = await executeChild(outboundCall, {
      workflowId,
      args: [request],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    return outcome;
  } catch (error) {
    if (isCancellation(error)) throw error;
    // After a reset it is there already, and somebody else's to wait for.
    return 'not mine';
  }
}
