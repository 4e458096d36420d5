import { Client } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { encrypted, type EncryptionKey, type EncryptionOptions } from '../../src/encryption';
import { randomKey } from '../support/random-key';
import { clientOfNewNamespace, localServer } from '../support/shared-servers';
import { encryptedWorkflowBundle } from '../support/workflow-bundle';

export function keyNamed(id: string): EncryptionKey {
  return { id, key: randomKey() };
}

export function payloadOf(value: unknown): Payload {
  return defaultPayloadConverter.toPayload(value);
}

export function valueOf(payload: Payload | undefined): unknown {
  return payload && defaultPayloadConverter.fromPayload(payload);
}

/**
 * A worker's options and a client that encrypt with the same keys.
 * @param beside a client of the namespace. @default a new namespace
 */
export async function encryptedParts(options: Omit<EncryptionOptions, 'namespace'>, beside?: Client) {
  const { nativeConnection } = await localServer();
  const plain = beside ?? (await clientOfNewNamespace());
  const { namespace } = plain.options;
  const dataConverter = encrypted({ ...options, namespace });
  const client = new Client({ connection: plain.connection, namespace, dataConverter });
  return {
    server: { client, nativeConnection },
    worker: { dataConverter, workflowBundle: await encryptedWorkflowBundle() },
  };
}

/** The IDs of the keys of a history's payloads, from the event with this index on. */
export function keyIdsIn({ events }: Stored, from = 0): string[] {
  const ids = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (name === 'encryption-key-id') ids.add(Buffer.from(member as Uint8Array).toString());
      else look(member);
    }
  };
  look(events.slice(from));
  return [...ids];
}

export interface Stored {
  readonly events: readonly temporal.api.history.v1.IHistoryEvent[];
  /** Of activities: completed or failed. */
  readonly ends: readonly temporal.api.history.v1.IHistoryEvent[];
  readonly bytes: Buffer;
}

/** What the server has of a workflow, without a codec: its history, and the rest of its description. */
export async function storedOf(client: Client, workflowId: string): Promise<Stored> {
  const handle = client.workflow.getHandle(workflowId);
  const history = await handle.fetchHistory();
  const description = await client.workflowService.describeWorkflowExecution({
    namespace: client.options.namespace,
    execution: { workflowId },
  });
  const bytes = Buffer.concat([
    temporal.api.history.v1.History.encode(history).finish(),
    temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse.encode(description).finish(),
  ]);
  const events = history.events ?? [];
  const ends = events.filter(
    (event) => event.activityTaskFailedEventAttributes ?? event.activityTaskCompletedEventAttributes,
  );
  return { events, ends, bytes };
}
