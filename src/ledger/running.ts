import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  type Client,
  type RawWorkflowExecutionInfo,
  type WorkflowExecutionDescription,
} from '@temporalio/client';
import { rethrowKnownErrorTypes } from '@temporalio/client/lib/helpers';
import { isOpen } from '../contract/open-run';

/** The newest run of a workflow; undefined when there is none. */
export async function newestRun(
  client: Client,
  workflowId: string,
): Promise<WorkflowExecutionDescription | undefined> {
  return unlessGone(client.workflow.getHandle(workflowId).describe());
}

/** @returns undefined when Temporal does not have the workflow, or no longer has it */
export async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** The newest run as the server describes it, with an undecoded memo; undefined when there is none. */
export async function describeRaw(
  client: Client,
  workflowId: string,
): Promise<RawWorkflowExecutionInfo | undefined> {
  try {
    const { workflowExecutionInfo: run } = await client.workflowService.describeWorkflowExecution({
      namespace: client.options.namespace,
      execution: { workflowId },
    });
    return run ?? undefined;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // A namespace that does not exist is no answer about its workflows.
    rethrowKnownErrorTypes(error);
    return undefined;
  }
}

/** Has it not ended, by the server's own description? */
export function isRunning({ status }: RawWorkflowExecutionInfo): boolean {
  return open.has(status ?? 0);
}

/**
 * `WORKFLOW_EXECUTION_STATUS_RUNNING` and `…_PAUSED` of Temporal's API; the package with their names is not needed otherwise to start
 * calls.
 */
const open: ReadonlySet<number> = new Set([1, 8]);

export function isNotFound(error: unknown): error is Parameters<typeof rethrowKnownErrorTypes>[0] {
  const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
  return code === notFound;
}

/** gRPC's status NOT_FOUND (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). */
const notFound = 5;

/** When an open workflow was started; undefined when it has ended. */
export async function runningSince(client: Client, workflowId: string): Promise<Date | undefined> {
  const run = await newestRun(client, workflowId);
  return run && isOpen(run) ? run.startTime : undefined;
}
