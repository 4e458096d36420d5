import { activityInfo, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { LoadedDataConverter, Payload } from '@temporalio/common';
import type { CallIdentity } from '../src/domain/attempt';

/** Did another run of the call ask for this attempt? A run that can't be read any more may have. */
export async function wasDialedBefore(call: CallIdentity, number: number): Promise<boolean> {
  const client = getClient();
  const own = activityInfo().workflowExecution?.runId;
  const query = `WorkflowId = '${call.workflowId.replaceAll("'", "''")}'`;
  for await (const { runId } of client.workflow.list({ query })) {
    if (runId !== own && (await hasDialed(client, { ...call, runId }, number))) return true;
  }
  return false;
}

async function hasDialed(
  client: Client,
  { workflowId, firstExecutionRunId, runId }: CallIdentity & { readonly runId: string },
  number: number,
): Promise<boolean> {
  const handle = client.workflow.getHandle(workflowId, runId);
  try {
    const { raw } = await handle.describe();
    // Another call had the same ID before: its tokens are others.
    if (raw.workflowExecutionInfo?.firstRunId !== firstExecutionRunId) return false;
    const { events } = await handle.fetchHistory();
    for (const { activityTaskScheduledEventAttributes: scheduled } of events ?? []) {
      if (scheduled?.activityType?.name !== 'dial') continue;
      const input = await firstOf(client.options.loadedDataConverter, scheduled.input?.payloads);
      if (numberOf(input) === number) return true;
    }
    return false;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return true;
    throw error;
  }
}

/** The number of the attempt that a dial was for. */
export function numberOf(input: unknown): unknown {
  const plan = isObject(input) && 'plan' in input ? input.plan : undefined;
  return isObject(plan) && 'number' in plan ? plan.number : undefined;
}

/** The first of some payloads, decoded. */
export async function firstOf(
  { payloadConverter, payloadCodecs }: LoadedDataConverter,
  payloads: Payload[] | null | undefined,
): Promise<unknown> {
  let decoded = payloads ?? [];
  for (const codec of [...payloadCodecs].reverse()) decoded = await codec.decode(decoded);
  const [first] = decoded;
  return first && payloadConverter.fromPayload(first);
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
