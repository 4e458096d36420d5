import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** The failure that an activity ended with, without the "Activity task failed" around it: it is what people should read. */
export function failureOf(error: unknown): unknown {
  return error instanceof ActivityFailure && error.cause instanceof ApplicationFailure ? error.cause : error;
}
