import { WorkflowNotFoundError, type WorkflowExecutionDescription } from '@temporalio/client';
import type { CallHandle } from '../client';
import { NoAnswerError } from './answers-in-time';
import { noWorker } from './pollers';
import { recordOf, type CallRecord } from './call-record';
import type { Connected } from './temporal-client';
import { hasWorker } from './workers-of';

/** A call's answer, or what Temporal has recorded of the call while no worker answers. */
export type Queried<T> =
  | { readonly is: 'answer'; readonly answer: T }
  /** `why` no worker answers: sentences. */
  | { readonly is: 'record'; readonly record: CallRecord; readonly why: string };

/** Query a call. Only a worker can answer a query, and only while Temporal has not paused the workflow. @throws Error when there is no such call */
export async function queryCall<T>(
  connected: Connected,
  workflowId: string,
  read: (call: CallHandle) => Promise<T>,
): Promise<Queried<T>> {
  const run = await describeCall(connected, workflowId);
  const unanswered = async (why: string): Promise<Queried<T>> => {
    return { is: 'record', record: await recordOf(connected, run), why };
  };
  // The server refuses queries of such a workflow.
  if (run.status.name === 'PAUSED') {
    return unanswered(
      `Temporal has paused its workflow. End that with: temporal workflow unpause --workflow-id ${workflowId}`,
    );
  }
  if (!(await hasWorker(connected, run.taskQueue))) return unanswered(noWorker(run.taskQueue, './'));
  try {
    return { is: 'answer', answer: await read(connected.calls.getHandle(workflowId)) };
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    return unanswered(error.message);
  }
}

/** @throws Error that says where it looked, when there is no such call */
export async function describeCall(
  { client, settings: { namespace }, address }: Connected,
  workflowId: string,
): Promise<WorkflowExecutionDescription> {
  try {
    return await client.workflow.getHandle(workflowId).describe();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new Error(
      `There is no call ${JSON.stringify(workflowId)} in namespace ${namespace} at ${address}. Check the workflow ID, --namespace and --temporal-address.`,
      { cause: error },
    );
  }
}
