import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { decodeOptionalSinglePayload, encodeToPayload } from '@temporalio/common/lib/internal-non-workflow';
import { WorkflowType } from '../contract/workflow-types';
import { describeRaw, isRunning } from '../ledger/running';
import { keyIdMetadata } from './key-id-metadata';

/** This process can't read what the workers of its task queue write. */
export class KeyCheckError extends Error {
  override readonly name = 'KeyCheckError';
}

export interface KeyCheckOptions {
  /** With the data converter to check. */
  readonly client: Client;
  /** The calls' task queue. */
  readonly taskQueue: string;
}

/**
 * Check that this process can decrypt what the workers of the task queue write. What a process with another key writes, they could
 * never read: a call that it signals would stop. Workers check it at their start. Passes while no worker that encrypts has started
 * yet.
 *
 * @throws KeyCheckError
 */
export async function checkKeys({ client, taskQueue }: KeyCheckOptions): Promise<void> {
  const stored = await storedCheck(client, taskQueue);
  if (stored) await read(client, taskQueue, stored);
}

/**
 * The same for a worker that encrypts. It leaves a check for others, and writes it anew with its own key when it has another one.
 *
 * @throws KeyCheckError
 */
export async function keepKeyCheck(options: KeyCheckOptions): Promise<void> {
  const { client, taskQueue } = options;
  const { loadedDataConverter } = client.options;
  const stored = await storedCheck(client, taskQueue);
  if (stored) await read(client, taskQueue, stored);
  if (loadedDataConverter.payloadCodecs.length === 0) return;
  if (stored && keyIdOf(stored) === keyIdOf(await encodeToPayload(loadedDataConverter, text))) return;
  await client.workflow.start(WorkflowType.KeyCheck, {
    workflowId: keyCheckId(taskQueue),
    taskQueue,
    args: [],
    staticSummary: 'Shows whether a process has the keys of this task queue',
    memo: { [memoName]: text },
    workflowIdConflictPolicy: stored ? 'TERMINATE_EXISTING' : 'USE_EXISTING',
  });
  // Another worker may have been first, with another key.
  await checkKeys(options);
}

async function storedCheck(client: Client, taskQueue: string): Promise<Payload | undefined> {
  const run = await describeRaw(client, keyCheckId(taskQueue));
  return run && isRunning(run) ? (run.memo?.fields?.[memoName] ?? undefined) : undefined;
}

async function read({ options }: Client, taskQueue: string, stored: Payload): Promise<void> {
  const { loadedDataConverter } = options;
  const says = (why: string) =>
    `Task queue ${taskQueue}: this process can't read what its workers write. ${why}`;
  if (loadedDataConverter.payloadCodecs.length === 0)
    throw new KeyCheckError(says('They encrypt, and this process has no codec: set temporal.dataConverter'));
  try {
    await decodeOptionalSinglePayload(loadedDataConverter, stored);
  } catch (error) {
    throw new KeyCheckError(says(error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

function keyCheckId(taskQueue: string): string {
  return `outbound-key-check:${taskQueue}`;
}

function keyIdOf({ metadata }: Payload): string {
  return Buffer.from(metadata?.[keyIdMetadata] ?? []).toString();
}

const memoName = 'outboundCallKeyCheck';
const text = 'This text is encrypted with the key of the workers.';
