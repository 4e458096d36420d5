import { isGrpcServiceError, type Client } from '@temporalio/client';
import type { CallEvent } from './call-event';
import { decodeEvents } from './decode-events';

/**
 * The history of one run, decoded with the client's data converter.
 *
 * @returns undefined when Temporal no longer has the run
 */
export async function readRun(
  client: Client,
  workflowId: string,
  runId: string,
): Promise<CallEvent[] | undefined> {
  try {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    return await decodeEvents(events ?? [], client.options.loadedDataConverter);
  } catch (error) {
    // Unlike other methods of the client, `fetchHistory` throws the raw gRPC error.
    const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
    if (code === notFound) return undefined;
    throw error;
  }
}

/** gRPC's status NOT_FOUND (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). */
const notFound = 5;
