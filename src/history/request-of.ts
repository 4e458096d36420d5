import { isGrpcServiceError, type Client } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { WorkflowType } from '../contract/workflow-types';

/**
 * The request that the newest call of a workflow ID was started with, by whichever client, parent workflow or schedule.
 *
 * @returns undefined when the workflow is not a call, or Temporal does not have it
 */
export async function requestOf(client: Client, workflowId: string): Promise<unknown> {
  const { namespace, loadedDataConverter } = client.options;
  try {
    const { history } = await client.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId },
      // The request is in the first event.
      maximumPageSize: 1,
    });
    const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
    if (started?.workflowType?.name !== WorkflowType.Call) return undefined;
    return (await decodeArrayFromPayloads(loadedDataConverter, started.input?.payloads))[0];
  } catch (error) {
    const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
    if (code === notFound) return undefined;
    throw error;
  }
}

/** gRPC's status NOT_FOUND (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). */
const notFound = 5;
