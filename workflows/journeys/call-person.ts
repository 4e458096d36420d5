import type { OutboundCallInput } from '../../src/domain/call/call';
import type { CallResult } from '../../src/domain/call/call-result';
import { beginCall, type CallPersonOptions } from './begin-call';

/**
 * For workflows: make a call as a child workflow and wait for its end. One key is one call of the workflow. A run that was reset, retried
 * or continued as new adopts the call that an earlier run has made, running or ended, and gets its result instead of ringing again.
 *
 * Cancelling the scope hangs up, and the result has the outcome `cancelled`.
 *
 * @param key names the call within the workflow, such as `reminder`; see {@link callIdOf}
 * @returns the result; not reached, cancelled and expired are outcomes, not failures
 * @throws ApplicationFailure `DifferentRequest` when the key belongs to another request; the call's own failure, such as
 * `InvalidCallRequest`; `CallFailed` when the call was terminated or has timed out
 */
export async function callPerson(
  key: string,
  request: OutboundCallInput,
  options: CallPersonOptions = {},
): Promise<CallResult> {
  const { result } = await beginCall(key, request, options);
  return result;
}
