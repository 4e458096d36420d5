import {
  isGrpcServiceError,
  ServiceError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

/** The innermost message of an error, without class names and stack. */
export function sentenceOf(error: unknown): string {
  if (error instanceof WorkflowNotFoundError) {
    return `There is no call ${JSON.stringify(error.workflowId)} in this namespace. Check the workflow ID and --namespace.`;
  }
  if (error instanceof WorkflowFailedError)
    return `The call failed: ${sentenceOf(error.cause ?? error.message)}`;
  if (error instanceof WorkflowUpdateFailedError) return sentenceOf(error.cause ?? error.message);
  if (error instanceof ApplicationFailure) return error.message;
  if (error instanceof ServiceError && isGrpcServiceError(error.cause)) {
    return `Temporal: ${error.cause.details === '' ? error.message : error.cause.details}`;
  }
  if (error instanceof AggregateError && error.message === '') return error.errors.map(sentenceOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
