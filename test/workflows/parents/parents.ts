import { ApplicationFailure, executeChild, setHandler, workflowInfo } from '@temporalio/workflow';
import type { OutboundCallInput } from '../../../src/domain/call/call';
import { executeCall, outboundCall, type CallResult, type ExecuteCallOptions } from '../../../workflows';
import { failSignal } from './messages';

/** As anyone writes it who knows Temporal: a child workflow with an ID. The parent's first run fails after the call. */
export async function plainParent(request: OutboundCallInput, workflowId: string): Promise<CallResult> {
  const result = await executeChild(outboundCall, { workflowId, args: [request] });
  failFirstRun();
  return result;
}

/** @param failsAfterCall its first run fails after the call; it fails at any time by a signal */
export async function parentOfCall(
  request: OutboundCallInput,
  options: ExecuteCallOptions,
  failsAfterCall = false,
): Promise<CallResult> {
  const failing = new Promise<never>((_, reject) => {
    setHandler(failSignal, () => {
      reject(ApplicationFailure.retryable('failed by a signal'));
    });
  });
  const result = await Promise.race([executeCall(request, options), failing]);
  if (failsAfterCall) failFirstRun();
  return result;
}

function failFirstRun(): void {
  if (workflowInfo().attempt === 1) throw ApplicationFailure.retryable('failed after the call');
}
