import type { Client } from '@temporalio/client';
import {
  changePolicyUpdate,
  concludeUpdate,
  explainQuery,
  optOutUpdate,
  pauseUpdate,
  recordDispositionUpdate,
  rescheduleUpdate,
  resumeUpdate,
  statusQuery,
  type ConcludeRequest,
  type DispositionRecord,
  type OptOutRequest,
} from '../contract/call-messages';
import type { OutboundCallWorkflow } from '../contract/workflow-types';
import type { CallResult } from '../domain/call/call-result';
import type { CallExplanation, CallStatus } from '../domain/call/call-status';
import type { PolicyInput } from '../domain/policy/policy';

/**
 * One call. All methods reject with Temporal's own errors: `WorkflowNotFoundError` where there is no such call, and
 * `WorkflowUpdateFailedError` where the call refuses an update, with the reason as its cause.
 */
export interface CallHandle {
  readonly workflowId: string;

  /** Wait for the call's end. @throws WorkflowFailedError where the workflow failed, was terminated or cancelled before its first decision */
  result(): Promise<CallResult>;

  /** What the call is doing, what it did, and what comes next. Needs a worker. */
  status(): Promise<CallStatus>;

  /** Why it isn't dialing now, in plain words. Needs a worker. */
  explain(): Promise<CallExplanation>;

  /** Dial nothing until resumed. An attempt under way goes on, and so does the deadline. */
  pause(): Promise<CallStatus>;

  /** Go on after a pause. */
  resume(): Promise<CallStatus>;

  /**
   * Dial nothing before `notBefore`; `null` lifts an earlier one. With `extend`, the next attempt is a callback at `notBefore`: it uses up
   * no attempt of the policy and may come after the deadline, as `policy.callbacks` allows.
   */
  reschedule(options: { readonly notBefore: Date | null; readonly extend?: boolean }): Promise<CallStatus>;

  /** Go on under another policy. Steps keep their used attempts by their names; an attempt under way goes on. */
  changePolicy(policy: PolicyInput): Promise<CallStatus>;

  /**
   * Say what an attempt achieved, as attributes that `reachedWhen` and `refusedWhen` name would: what an agent entered elsewhere after the
   * call, for example. Rejects when the call is over.
   */
  recordDisposition(record: DispositionRecord): Promise<CallStatus>;

  /**
   * The person does not want to be called: the call dials nothing more and ends as `opted-out`; an attempt under way goes on to its
   * end. With a ledger, all numbers of the call are put on the do-not-call list, and every other call to them ends, too.
   */
  optOut(options?: OptOutRequest): Promise<CallStatus>;

  /**
   * The call is no longer needed: the person was reached in another way, or the errand is void. Nothing more is dialed and the call ends as
   * `concluded`, with this result. An attempt under way goes on to its end, or is hung up with `hangUp`. Repeating it is harmless; rejects
   * when the call is over or was concluded with another result.
   */
  conclude(options?: ConcludeRequest): Promise<CallStatus>;

  /** Stop a ringing phone and end the call with the outcome `cancelled`. Resolves when Temporal has the request: await {@link result}. */
  cancel(): Promise<void>;
}

export function callHandle(client: Client, workflowId: string): CallHandle {
  const workflow = client.workflow.getHandle<OutboundCallWorkflow>(workflowId);
  return {
    workflowId,
    result: () => workflow.result(),
    status: () => workflow.query(statusQuery),
    explain: () => workflow.query(explainQuery),
    pause: () => workflow.executeUpdate(pauseUpdate),
    resume: () => workflow.executeUpdate(resumeUpdate),
    reschedule: async ({ notBefore, extend }) =>
      workflow.executeUpdate(rescheduleUpdate, {
        args: [{ notBefore: notBefore?.toISOString() ?? null, ...(extend === undefined ? {} : { extend }) }],
      }),
    changePolicy: (policy) => workflow.executeUpdate(changePolicyUpdate, { args: [policy] }),
    recordDisposition: (record) => workflow.executeUpdate(recordDispositionUpdate, { args: [record] }),
    conclude: (options = {}) => workflow.executeUpdate(concludeUpdate, { args: [options] }),
    optOut: (options = {}) => workflow.executeUpdate(optOutUpdate, { args: [options] }),
    cancel: async () => {
      await workflow.cancel();
    },
  };
}
