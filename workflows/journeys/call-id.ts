import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import { FailureType } from '../../src/contract/failure-type';
import { Misshapen, workflowId as shapeOfWorkflowId } from '../../src/contract/shape';

/**
 * For workflows: the workflow ID of the call that {@link callPerson} makes for a key. It is the same in every run of the workflow: a
 * reset, a workflow retry and continue-as-new change neither the workflow ID nor the ID of its first run.
 *
 * @param key names the call within the workflow, such as `reminder`; not a phone number, since Temporal shows workflow IDs in clear
 * @throws ApplicationFailure `InvalidCallRequest` when the key is empty, or makes the ID longer than 1,000 bytes
 */
export function callIdOf(key: string): string {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  if (key === '') invalid('The key of a call is empty. Name the call, such as "reminder".');
  try {
    return shapeOfWorkflowId(`${workflowId}:${firstExecutionRunId}:${key}`, 'The ID of the call');
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error;
    return invalid(`${error.message} It is made from this workflow's ID and the key. Use shorter ones.`);
  }
}

function invalid(message: string): never {
  throw ApplicationFailure.nonRetryable(message, FailureType.InvalidCallRequest);
}
