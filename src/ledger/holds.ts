import { setTimeout } from 'node:timers/promises';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { holdWorkflow } from '../domain/ledger/ledger-messages';
import { instanceIdOf, notAnInstance } from '../domain/instance-id';
import { holdId } from './names';
import { newestRun } from './running';

/** While it lasts, nobody is called. */
export interface Hold {
  /** Undefined: on every instance. */
  readonly instanceId?: string | undefined;
  /** ISO 8601. */
  readonly since: string;
  readonly reason?: string | undefined;
}

/** A worker may go by what it was told about a hold for so long, milliseconds: at 50 dials a second it asks 4 times a second. */
export const holdGoodFor = 250;

/**
 * Start a hold.
 *
 * @returns it, or the one that was there already, when no worker goes by an answer of before it any more
 * @throws TypeError when it is the ID of no instance: such a hold would keep nobody from being called
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
  await setTimeout(holdGoodFor);
  return {
    ...((await find(client, instanceId)) ?? { instanceId, since: new Date().toISOString(), reason }),
    isNew,
  };
}

/** End a hold. @returns the one that was there @throws TypeError when it is the ID of no instance */
export async function release(client: Client, instanceId: string | undefined): Promise<Hold | undefined> {
  checkInstance(instanceId);
  const before = await find(client, instanceId);
  // It needs no worker to end.
  if (before) await client.workflow.getHandle(holdId(instanceId)).terminate('released');
  return before;
}

/** The hold that keeps an instance from calling: its own, or that of all. Two questions to the server; no worker is needed. */
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
