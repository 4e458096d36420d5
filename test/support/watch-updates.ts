import { randomUUID } from 'node:crypto';
import { Client, isGrpcServiceError, type WorkflowClientInterceptor } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { OutboundCalls } from '../../src/client';
import { eventually, type CallTest } from './calls';

type UpdateRef = temporal.api.update.v1.IUpdateRef;

/** Calls like those given, and a way to see that updates have reached the server while no worker answers them. */
export interface WatchedCalls extends CallTest {
  /** Resolves when the server has this many of the updates that were sent with this client. */
  readonly arrived: (count: number) => Promise<void>;
}

export function watchUpdates(parts: CallTest): WatchedCalls {
  const { connection, workflowService, options } = parts.client;
  const sent: UpdateRef[] = [];
  const watching: WorkflowClientInterceptor = {
    startUpdate: (input, next) => {
      const { updateId = randomUUID() } = input.options;
      sent.push({ workflowExecution: input.workflowExecution, updateId });
      return next({ ...input, options: { ...input.options, updateId } });
    },
  };
  const { namespace } = options;
  const client = new Client({ connection, namespace, interceptors: { workflow: [watching] } });
  const hasArrived = async (updateRef: UpdateRef): Promise<boolean> => {
    try {
      // Without a waitPolicy it answers at once; an update that the server does not have is not found.
      await workflowService.pollWorkflowExecutionUpdate({ namespace, updateRef });
      return true;
    } catch (error) {
      const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
      if (code === notFound) return false;
      throw error;
    }
  };
  return {
    ...parts,
    client,
    calls: new OutboundCalls({ client, taskQueue: parts.taskQueue }),
    arrived: (count) =>
      eventually(async () => {
        if (sent.length < count) return undefined;
        return (await Promise.all(sent.map(hasArrived))).every(Boolean) ? true : undefined;
      }).then(() => undefined),
  };
}

/** gRPC's status NOT_FOUND (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). */
const notFound = 5;
