import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** An activity's own failure, without Temporal's "Activity task failed" wrapper, which hides the message from readers. */
export function failureOf(error: unknown): unknown {
  return error instanceof ActivityFailure && error.cause instanceof ApplicationFailure ? error.cause : error;
}
