import { randomUUID } from 'node:crypto';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

/** A pending activity of a workflow, as Temporal describes it. */
export interface PendingActivity {
  readonly activityId: string;
  readonly type: string;
  /** A worker runs it now. */
  readonly isRunning: boolean;
  readonly isPaused: boolean;
}

/**
 * Temporal's Workflow Pause. Needs the server's `frontend.WorkflowPauseEnabled`.
 *
 * @param requestId the same for each retry
 * @throws Error when the workflow has ended, or was paused by another request
 */
export async function pauseWorkflow(
  client: Client,
  workflowId: string,
  requestId = randomUUID(),
): Promise<void> {
  await client.workflowService.pauseWorkflowExecution({ ...requestOf(client), requestId, workflowId });
}

/** @returns false when it was not paused */
export async function unpauseWorkflow(client: Client, workflowId: string): Promise<boolean> {
  return unlessNotPaused(async () => {
    await client.workflowService.unpauseWorkflowExecution({
      ...requestOf(client),
      requestId: randomUUID(),
      workflowId,
    });
  });
}

/** Temporal's Activity Pause. @param requestId the same for each retry @throws Error when the activity has ended, or was paused */
export async function pauseActivity(
  client: Client,
  workflowId: string,
  activityId: string,
  requestId = randomUUID(),
): Promise<void> {
  await client.workflowService.pauseActivityExecution({
    ...requestOf(client),
    ...{ requestId, workflowId, activityId },
  });
}

export async function unpauseActivity(client: Client, workflowId: string, activityId: string): Promise<void> {
  await client.workflowService.unpauseActivityExecution({ ...requestOf(client), workflowId, activityId });
}

export async function pendingActivities(client: Client, workflowId: string): Promise<PendingActivity[]> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  return (raw.pendingActivities ?? []).map(({ activityId, activityType, state, paused }) => ({
    activityId: activityId ?? '',
    type: activityType?.name ?? '',
    isRunning: running.has(state ?? 0),
    isPaused: paused === true,
  }));
}

const { PendingActivityState } = temporal.api.enums.v1;
const running: ReadonlySet<number> = new Set([
  PendingActivityState.PENDING_ACTIVITY_STATE_STARTED,
  PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED,
  PendingActivityState.PENDING_ACTIVITY_STATE_PAUSE_REQUESTED,
]);

function requestOf({ options }: Client) {
  const { namespace, identity } = options;
  return { namespace, identity, reason: 'storm' };
}

async function unlessNotPaused(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && error.details.includes('is not paused')) return false;
    throw error;
  }
}
