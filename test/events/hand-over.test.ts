import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Connect } from '../../src/connect';
import { handOverTo } from '../../src/events/hand-over';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import { localServer } from '../support/shared-servers';

/** A contact record needs no request to Amazon Connect. */
const connect = {
  describeContact: () => Promise.reject(new Error('nothing is described')),
} as unknown as Connect;

describe('a contact record that is delivered again', () => {
  it('is handed over again only when its attributes have changed', async () => {
    const { client } = await localServer();
    const workflowId = randomUUID();
    await client.workflow.start('outboundCall', { workflowId, taskQueue: randomUUID() });
    const handOver = handOverTo({
      client,
      connect,
      describesPerSecond: 1,
      hangUpOrphans: false,
      log: () => undefined,
    });
    const record = (attributes: Record<string, string>) =>
      ({
        is: 'contact-record',
        instanceId: 'an-instance',
        contactId: 'a-contact',
        contact: {
          contactId: 'a-contact',
          endedAt: '2026-11-23T09:00:00Z',
          attributes: {
            ...attributes,
            [ReservedAttribute.WorkflowId]: workflowId,
            [ReservedAttribute.AttemptId]: 'a-run.1',
          },
        },
      }) as const;
    const fates = [];
    const deliveries: Record<string, string>[] = [{}, {}, { disposition: 'done' }, { disposition: 'done' }];
    for (const attributes of deliveries) {
      fates.push(await handOver(record(attributes)));
    }
    assert.deepEqual(
      fates.map((fate) => ('as' in fate ? fate.as : fate.is)),
      ['signalled', 'repeated', 'signalled', 'repeated'],
    );
    await client.workflow.getHandle(workflowId).terminate();
  });
});
