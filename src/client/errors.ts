import { describeProblems, type RequestProblem } from '../domain/call/parse-request';

/** The request is invalid. Nothing was started. */
export class InvalidCallRequestError extends Error {
  override readonly name = 'InvalidCallRequestError';

  constructor(readonly problems: readonly RequestProblem[]) {
    super(`The call request is not valid:\n${describeProblems(problems)}`);
  }
}

/** A call with this workflow ID already exists with a different request. Nothing was started. */
export class DifferentRequestError extends Error {
  override readonly name = 'DifferentRequestError';

  constructor(readonly workflowId: string) {
    super(
      `A call with the workflow ID ${JSON.stringify(workflowId)} already exists with a different request, so nothing was started. To change a running call, use changePolicy; for another call, use another workflow ID.`,
    );
  }
}
