import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { pendingActivities } from './temporal-pauses';

/** The calls (workflow IDs) of which a worker has a dial: it may be sent although a pause or an opt-out is confirmed. */
export async function dialsUnderWay(client: Client, workflowIds: readonly string[]): Promise<string[]> {
  const dialing: string[] = [];
  for (const workflowId of workflowIds) {
    const pending = await pendingActivities(client, workflowId).catch(unlessMissing);
    if (pending.some(({ type, isRunning }) => type === 'outboundDial' && isRunning)) dialing.push(workflowId);
  }
  return dialing;
}

function unlessMissing(error: unknown): [] {
  if (error instanceof WorkflowNotFoundError) return [];
  throw error;
}
