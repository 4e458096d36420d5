import { ApplicationFailure } from '@temporalio/common';
import { FailureType } from '../src/connect';
import type { OutboundCallRequest } from '../src/domain/call';
import type { Almanac } from '../src/domain/hours/almanac';
import { describeProblems, parseRequest, type RequestDefaults } from '../src/domain/parse-request';
import { createAlmanac } from '../src/holidays';
import type { ActivityDependencies } from './dependencies';

export interface CheckedRequest {
  /** Every default filled in. */
  readonly request: OutboundCallRequest;
  readonly warnings: readonly string[];
  /** When it was checked, by the worker's clock, milliseconds since the epoch; missing in histories of earlier workers. */
  readonly madeAt?: number;
}

/**
 * Local activity: check a request outside of the workflow, where the schemas may be heavy.
 *
 * @throws ApplicationFailure `InvalidCallRequest`, not retryable, that names every problem by path
 */
export function createCheckRequest({ defaults, almanac = createAlmanac() }: ActivityDependencies) {
  return async function checkRequest(input: unknown): Promise<CheckedRequest> {
    return { ...checked(input, defaults, almanac), madeAt: Date.now() };
  };
}

/** @throws ApplicationFailure as above */
export function checked(
  input: unknown,
  defaults: RequestDefaults | undefined,
  almanac: Almanac,
): CheckedRequest {
  const parsed = parseRequest(input, defaults, almanac);
  if (parsed.ok) return { request: parsed.request, warnings: parsed.warnings };
  throw ApplicationFailure.nonRetryable(
    `The call request is not valid:\n${describeProblems(parsed.problems)}`,
    FailureType.InvalidCallRequest,
    ...parsed.problems,
  );
}
