import { setTimeout as delay } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';

/** Ask Temporal as a backend does that will not lose a call: again and again while the server is away. */
export async function patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || signal.aborted) throw error;
    }
    await delay(200, undefined, { signal });
  }
}

/**
 * gRPC's codes for what another try may mend: cancelled, unknown, deadline, exhausted, failed precondition (an update of a
 * workflow whose task has just failed), aborted, internal, unavailable.
 */
const passing: ReadonlySet<number> = new Set([1, 2, 4, 8, 9, 10, 13, 14]);

function isPassing(error: unknown): boolean {
  if (isGrpcServiceError(error)) return passing.has(error.code);
  return error instanceof Error && error.cause !== undefined && isPassing(error.cause);
}
