import { setTimeout } from 'node:timers/promises';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { holdWorkflow } from '../domain/ledger/ledger-messages';
import { instanceIdOf, notAnInstance } from '../domain/instance-id';
import { holdId } from './names';
import { newestRun } from './running';

/** While a hold lasts, nothing is dialed. */
export interface Hold {
  /** @default every instance */
  readonly instanceId?: string | undefined;
  /** ISO 8601. */
  readonly since: string;
  readonly reason?: string | undefined;
}

/** How long a worker may reuse an answer about holds, milliseconds. At 50 dials a second it sends 4 requests a second. */
export const holdGoodForMs = 250;

/**
 * Start a hold. Resolves when no worker uses an older answer any more.
 *
 * @returns the hold, or the one that already existed
 * @throws TypeError when `instanceId` is neither an ID nor an ARN: such a hold would have no effect
 */
export async function hold(
  { client, taskQueue }: { readonly client: Client; readonly taskQueue: string },
  { instanceId, reason }: { readonly instanceId?: string | undefined; readonly reason?: string | undefined },
): Promise<Hold & { readonly isNew: boolean }> {
  checkInstance(instanceId);
  let isNew = true;
  try {
    await client.workflow.start(holdWorkflow, {
      workflowId: holdId(instanceId),
      taskQueue,
      args: [],
      staticSummary: `Nobody is called${instanceId === undefined ? '' : ` on instance ${instanceId}`}`,
      workflowIdConflictPolicy: 'FAIL',
      ...(reason === undefined ? {} : { memo: { [reasonMemo]: reason } }),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    isNew = false;
  }
  await setTimeout(holdGoodForMs);
  return {
    ...((await find(client, instanceId)) ?? { instanceId, since: new Date().toISOString(), reason }),
    isNew,
  };
}

/** End a hold. @returns the ended hold, if there was one @throws TypeError when `instanceId` is neither an ID nor an ARN */
export async function release(client: Client, instanceId: string | undefined): Promise<Hold | undefined> {
  checkInstance(instanceId);
  const before = await find(client, instanceId);
  // Terminating needs no worker.
  if (before) await client.workflow.getHandle(holdId(instanceId)).terminate('released');
  return before;
}

/** The hold on an instance: the global one, or its own. Sends two requests to the server and needs no worker. */
export async function holdOn(client: Client, instanceId: string): Promise<Hold | undefined> {
  const [ofAll, own] = await Promise.all([find(client, undefined), find(client, instanceId)]);
  return ofAll ?? own;
}

function checkInstance(instanceId: string | undefined): void {
  if (instanceId !== undefined && instanceIdOf(instanceId) === undefined)
    throw new TypeError(`instanceId ${JSON.stringify(instanceId)}: ${notAnInstance}`);
}

async function find(client: Client, instanceId: string | undefined): Promise<Hold | undefined> {
  const run = await newestRun(client, holdId(instanceId));
  if (run?.status.name !== 'RUNNING') return undefined;
  const reason = run.memo?.[reasonMemo];
  return {
    instanceId,
    since: run.startTime.toISOString(),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}

const reasonMemo = 'outboundCallHoldReason';
