import { ApplicationFailure } from '@temporalio/common';
import { FailureType } from '../../src/connect';
import { calleeOf } from '../../src/domain/call/callee';
import { limitsOn } from '../../src/domain/ledger/limits-of-call';
import { ledgerSchema } from '../../src/domain/ledger/ledger-settings';
import { ledgerWarnings } from '../../src/domain/ledger/ledger-warnings';
import { neverOpens } from '../../src/domain/decide/never-opens';
import { describeProblems, parseRequest, type RequestProblem } from '../../src/domain/call/parse-request';
import { allowListsSchema, notAllowed } from '../../src/domain/policy/allow-lists';
import { createAlmanac } from '../../src/holidays';
import type { ActivityDependencies } from '../dependencies';
import type { CheckedRequest } from '../../src/contract/decide';

/**
 * Check a request. The schemas are too heavy for workflow code.
 *
 * @throws ApplicationFailure `InvalidCallRequest`, not retryable; names every problem by path
 */
export function createCheckRequest(dependencies: ActivityDependencies) {
  const check = createCheck(dependencies);
  return async function checkRequest(input: unknown): Promise<CheckedRequest> {
    return check(input, Date.now());
  };
}

export function createCheck({
  defaults,
  almanac = createAlmanac(),
  ledger: given,
  allowed: lists = {},
}: ActivityDependencies) {
  const allowed = allowListsSchema.parse(lists);
  const ledger = given && ledgerSchema.parse(given);
  /**
   * @param now milliseconds since the epoch; hours that do not open within a year from then are refused
   * @throws ApplicationFailure as above
   */
  return function check(input: unknown, now: number): CheckedRequest {
    const parsed = parseRequest(input, defaults, almanac);
    if (!parsed.ok) throw invalid(parsed.problems);
    const { request, warnings } = parsed;
    const refused = notAllowed(allowed, request.policy);
    if (refused.length > 0) throw invalid(refused);
    const closed = neverOpens(request, now, almanac);
    if (closed) throw invalid([closed]);
    const limits = limitsOn(request, calleeOf({ request, startedAt: now }, almanac));
    return { request, warnings: [...warnings, ...ledgerWarnings(limits, ledger)] };
  };
}

function invalid(problems: readonly RequestProblem[]): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `The call request is not valid:\n${describeProblems(problems)}`,
    FailureType.InvalidCallRequest,
    ...problems,
  );
}
