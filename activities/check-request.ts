import { ApplicationFailure } from '@temporalio/common';
import { FailureType } from '../src/connect';
import type { OutboundCallRequest } from '../src/domain/call';
import type { Almanac } from '../src/domain/hours/almanac';
import { neverOpens } from '../src/domain/never-opens';
import {
  describeProblems,
  parseRequest,
  type RequestDefaults,
  type RequestProblem,
} from '../src/domain/parse-request';
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
    const now = Date.now();
    return { ...checked(input, defaults, almanac, now), madeAt: now };
  };
}

/**
 * @param now milliseconds since the epoch: hours that do not open within a year from then never do
 * @throws ApplicationFailure as above
 */
export function checked(
  input: unknown,
  defaults: RequestDefaults | undefined,
  almanac: Almanac,
  now: number,
): CheckedRequest {
  const parsed = parseRequest(input, defaults, almanac);
  if (!parsed.ok) throw invalid(parsed.problems);
  const closed = neverOpens(parsed.request, now, almanac);
  if (closed) throw invalid([closed]);
  return { request: parsed.request, warnings: parsed.warnings };
}

function invalid(problems: readonly RequestProblem[]): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `The call request is not valid:\n${describeProblems(problems)}`,
    FailureType.InvalidCallRequest,
    ...problems,
  );
}
