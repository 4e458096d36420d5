import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type ConnectionLike,
  type WorkflowClientInterceptor,
} from '@temporalio/client';
import { serverTimeoutMs, unansweredBy } from './pollers';

/** No worker answered a query or an update in time. An update may still take effect: a worker that starts soon may receive it. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

export interface AnswersInTimeOptions {
  readonly connection: ConnectionLike;
  readonly namespace: string;
  /** How long a worker may take to answer, ms. */
  readonly answerTimeoutMs: number;
}

/**
 * Bounds every request of a command. Without it, Temporal's client repeats an update until a worker accepts it, and the server holds a
 * query for half a minute: it lists a worker that died for five minutes.
 */
export function answersInTime({
  connection,
  namespace,
  answerTimeoutMs,
}: AnswersInTimeOptions): WorkflowClientInterceptor {
  const fromServer = <I, O>(input: I, next: (input: I) => Promise<O>): Promise<O> =>
    connection.withDeadline(Date.now() + serverTimeoutMs, () => next(input));

  const fromWorker = async <T>(request: () => Promise<T>, taskQueue: () => Promise<string>): Promise<T> => {
    try {
      return await connection.withDeadline(Date.now() + answerTimeoutMs, request);
    } catch (error) {
      if (!isSilence(error)) throw error;
      const queue = { connection, namespace, taskQueue: await taskQueue() };
      throw new NoAnswerError(await unansweredBy(queue, answerTimeoutMs), { cause: error });
    }
  };

  const taskQueueOf = async (workflowId: string): Promise<string> => {
    const { workflowExecutionInfo: run } = await connection.withDeadline(Date.now() + serverTimeoutMs, () =>
      connection.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } }),
    );
    return run?.taskQueue ?? '';
  };
  const ofRun = (input: { readonly workflowExecution: { readonly workflowId?: string | null } }) => () =>
    taskQueueOf(input.workflowExecution.workflowId ?? '');

  return {
    query: (input, next) => fromWorker(() => next(input), ofRun(input)),
    startUpdate: (input, next) => fromWorker(() => next(input), ofRun(input)),
    startUpdateWithStart: (input, next) =>
      fromWorker(
        () => next(input),
        async () => input.workflowStartOptions.taskQueue,
      ),
    startWithDetails: fromServer,
    signal: fromServer,
    signalWithStart: fromServer,
    terminate: fromServer,
    cancel: fromServer,
    describe: fromServer,
  };
}

function isSilence(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const cause = error instanceof ServiceError ? error.cause : undefined;
  const refusal = isGrpcServiceError(cause) ? cause : undefined;
  const code: number | undefined = refusal?.code;
  // The server refuses a query at once when it has seen no poll for a while.
  return (
    code === deadlineExceeded || (code === failedPrecondition && (refusal?.details ?? '').includes('poller'))
  );
}

/** Status codes of gRPC (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). */
const deadlineExceeded = 4;
const failedPrecondition = 9;
