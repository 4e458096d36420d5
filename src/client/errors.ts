import { describeProblems, type RequestProblem } from '../domain/call/parse-request';

/** The request makes no sense: nothing was started. */
export class InvalidCallRequestError extends Error {
  override readonly name = 'InvalidCallRequestError';

  constructor(readonly problems: readonly RequestProblem[]) {
    super(`The call request is not valid:\n${describeProblems(problems)}`);
  }
}

/** A call with this workflow ID exists, and it was asked for something else: nothing was started. */
export class DifferentRequestError extends Error {
  override readonly name = 'DifferentRequestError';

  constructor(readonly workflowId: string) {
    super(
      `A call with the workflow ID ${JSON.stringify(workflowId)} exists, and its request is another one. Use another workflow ID for another call.`,
    );
  }
}
