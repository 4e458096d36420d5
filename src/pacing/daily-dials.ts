import { createHash } from 'node:crypto';
import { WithStartWorkflowOperation, type Client, type Workflow } from '@temporalio/client';
import { countDialUpdate, type DialToCount } from '../contract/daily-dials-messages';
import { WorkflowType } from '../contract/workflow-types';
import type { DialCap } from '../domain/destination-guard';
import { dateAfter, dateOf } from '../domain/iso';
import { days } from '../domain/time-units';

export interface DialOfDay {
  readonly attemptId: string;
  readonly cap: DialCap;
  /** When it is made, milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Counts dials by day and country, in one workflow for each, so that all workers of a task queue share a count that outlives them. An
 * attempt counts once a day, however often it is counted.
 *
 * @param updateId the server answers updates with the same ID only once
 * @returns false when the cap is reached
 */
export async function countDial(
  { client, taskQueue }: { readonly client: Client; readonly taskQueue: string },
  { attemptId, cap: { country, most }, at }: DialOfDay,
  updateId: string,
): Promise<boolean> {
  return client.workflow.executeUpdateWithStart<Workflow, boolean, [DialToCount]>(countDialUpdate, {
    args: [{ attempt: hashOf(attemptId), most }],
    updateId,
    startWorkflowOperation: new WithStartWorkflowOperation(WorkflowType.DailyDials, {
      taskQueue,
      workflowId: dailyDialsId(taskQueue, country, at),
      staticSummary: `Dials to ${country} on ${dateOf(at)}`,
      args: [nextDay(at) + marginMs],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
}

export function dailyDialsId(taskQueue: string, country: string, at: number): string {
  return `outbound-daily-dials:${taskQueue}:${country}:${dateOf(at)}`;
}

/** When the next day of UTC begins, milliseconds since the epoch. */
export function nextDay(at: number): number {
  return Date.parse(dateAfter(dateOf(at), 1));
}

/** 66 bits, so that no two of the attempts of a day are alike and all of them fit one value of Temporal. */
function hashOf(attemptId: string): string {
  return createHash('sha256').update(attemptId).digest('base64url').slice(0, 11);
}

/** A worker's clock may be behind, and people may ask how many there were yesterday. */
const marginMs = 1 * days;
