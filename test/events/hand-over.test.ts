import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import type { Connect } from '../../src/connect';
import { handOverTo } from '../../src/events/hand-over';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import { localServer } from '../support/shared-servers';

/** A trusted contact record needs no request to Amazon Connect. */
const connect = {
  describeContact: () => Promise.reject(new Error('nothing is described')),
} as unknown as Connect;

/** Hands over the records of one contact of a call, one after the other. */
async function fatesOf(
  client: Client,
  deliveries: readonly Record<string, string>[],
): Promise<readonly string[]> {
  const workflowId = randomUUID();
  const { firstExecutionRunId } = await client.workflow.start('outboundCall', {
    workflowId,
    taskQueue: randomUUID(),
  });
  const handOver = handOverTo({
    client,
    connect,
    describesPerSecond: 1,
    hangUpOrphans: false,
    trustContactRecords: true,
    log: () => undefined,
  });
  const owner = {
    [ReservedAttribute.WorkflowId]: workflowId,
    [ReservedAttribute.AttemptId]: `${firstExecutionRunId}.1`,
  };
  const reference = { instanceId: 'an-instance', contactId: 'a-contact' };
  const fates: string[] = [];
  for (const attributes of deliveries) {
    const contact = {
      contactId: 'a-contact',
      endedAt: '2026-11-23T09:00:00Z',
      attributes: { ...attributes, ...owner },
    };
    const fate = await handOver({ is: 'contact-record', ...reference, contact });
    fates.push('as' in fate ? fate.as : fate.is);
  }
  await client.workflow.getHandle(workflowId).terminate();
  return fates;
}

describe('a contact record that is delivered again', () => {
  it('is handed over again only when its attributes have changed', async () => {
    const { client } = await localServer();
    const done = { disposition: 'done' };
    assert.deepEqual(await fatesOf(client, [{}, {}, done, done]), [
      'signalled',
      'repeated',
      'signalled',
      'repeated',
    ]);
  });

  it('is not lost when Temporal does not answer the first time', async () => {
    const { client: plain } = await localServer();
    let signals = 0;
    const client = new Client({
      connection: plain.connection,
      interceptors: {
        workflow: [
          {
            signal: async (input, next) => {
              signals += 1;
              if (signals === 2) throw new Error('no answer');
              return next(input);
            },
          },
        ],
      },
    });
    const done = { disposition: 'done' };
    assert.deepEqual(await fatesOf(client, [{}, done, done]), ['signalled', 'later', 'signalled']);
  });
});
