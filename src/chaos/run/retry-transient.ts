import { setTimeout as delay } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';

/** Retry work that fails with a transient error of Temporal, until `signal` is aborted. */
export async function retryTransient<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || signal.aborted) throw error;
    }
    await delay(200, undefined, { signal });
  }
}

/**
 * gRPC codes that a retry may fix: cancelled, unknown, deadline, exhausted, failed precondition (an update of a workflow whose
 * task has just failed), aborted, internal, unavailable.
 */
const transientCodes: ReadonlySet<number> = new Set([1, 2, 4, 8, 9, 10, 13, 14]);

function isTransient(error: unknown): boolean {
  if (isGrpcServiceError(error)) return transientCodes.has(error.code);
  return error instanceof Error && error.cause !== undefined && isTransient(error.cause);
}
