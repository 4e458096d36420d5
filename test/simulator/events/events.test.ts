import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UpdateContactAttributesCommand } from '@aws-sdk/client-connect';
import { z } from 'zod';
import { simulatedInstance, type EventOptions, type EventTarget } from '../../../src/simulator';
import { Phones, validRequest } from '../support';

const eventSchema = z.object({
  id: z.string(),
  time: z.string(),
  resources: z.array(z.string()),
  'detail-type': z.literal('Amazon Connect Contact Event'),
  source: z.literal('aws.connect'),
  detail: z.looseObject({ eventType: z.string(), contactId: z.string() }),
});

describe('Contact events', () => {
  const directory = mkdtempSync(join(tmpdir(), 'events-'));
  const path = join(directory, 'events.jsonl');
  const target: EventTarget = { kind: 'file', path };
  let phones = new Phones();

  const open = async (options: Partial<EventOptions> = {}) => {
    rmSync(path, { force: true });
    phones = new Phones();
    // The tests look themselves: a look at once an hour is none.
    await phones.open({ events: { target, pollIntervalMs: 3_600_000, ...options } });
  };
  const delivered = async () => {
    await phones.simulator.deliverEvents();
    const lines = readFileSync(path, { encoding: 'utf8', flag: 'a+' }).split('\n').slice(0, -1);
    return lines.map((line) => eventSchema.parse(JSON.parse(line)));
  };
  const typesOf = async (contactId: string) =>
    (await delivered())
      .filter(({ detail }) => detail.contactId === contactId)
      .map(({ detail }) => detail.eventType);

  afterEach(async () => {
    await phones.close();
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });
  after(() => {
    rmSync(directory, { recursive: true });
  });

  it('report each change of a call once, when it happens', async () => {
    await open();
    const contactId = await phones.dial();
    assert.deepEqual(await typesOf(contactId), ['INITIATED']);
    phones.pass(4);
    assert.deepEqual(await typesOf(contactId), ['INITIATED', 'CONNECTED_TO_SYSTEM']);
    phones.pass(3600);
    const all = [
      'INITIATED',
      'CONNECTED_TO_SYSTEM',
      'QUEUED',
      'CONNECTED_TO_AGENT',
      'DISCONNECTED',
      'COMPLETED',
    ];
    assert.deepEqual(await typesOf(contactId), all);
    assert.deepEqual(await typesOf(contactId), all);
  });

  it('of an unanswered call are three', async () => {
    await open();
    const contactId = await phones.dial({ DestinationPhoneNumber: '+12065550102' });
    phones.pass(60);
    assert.deepEqual(await typesOf(contactId), ['INITIATED', 'DISCONNECTED', 'COMPLETED']);
  });

  it('report that attributes changed, but not which, and that a call was stopped', async () => {
    await open();
    const contactId = await phones.dial({ Attributes: { secret: 'yes' } });
    await phones.client.send(
      new UpdateContactAttributesCommand({
        InstanceId: validRequest.InstanceId,
        InitialContactId: contactId,
        Attributes: { secret: 'no' },
      }),
    );
    await phones.stop(contactId);
    const events = await delivered();
    assert.deepEqual(events.map(({ detail }) => detail.eventType).sort(), [
      'COMPLETED',
      'CONTACT_DATA_UPDATED',
      'DISCONNECTED',
      'INITIATED',
    ]);
    const updated = events.find(({ detail }) => detail.eventType === 'CONTACT_DATA_UPDATED');
    assert.deepEqual(updated?.detail['updatedProperties'], ['UserDefinedAttributes']);
    assert.doesNotMatch(JSON.stringify(events), /secret/);
  });

  it('have the form of EventBridge: no reason, times as text, camelCase', async () => {
    await open();
    await phones.dial();
    phones.pass(60);
    const { instanceArn, queues, agentId } = simulatedInstance;
    const last = (await delivered()).at(-1);
    assert.deepEqual(last, {
      id: last?.id,
      time: '2026-11-21T12:00:26Z',
      resources: [`${instanceArn}/contact/${last?.detail.contactId ?? ''}`, instanceArn],
      'detail-type': 'Amazon Connect Contact Event',
      source: 'aws.connect',
      detail: {
        eventType: 'COMPLETED',
        contactId: last?.detail.contactId,
        channel: 'VOICE',
        instanceArn,
        initiationMethod: 'API',
        initiationTimestamp: '2026-11-21T12:00:00.000Z',
        connectedToSystemTimestamp: '2026-11-21T12:00:04.000Z',
        disconnectTimestamp: '2026-11-21T12:00:26.000Z',
        queueInfo: {
          queueArn: `${instanceArn}/queue/${queues[0].queueId}`,
          queueType: 'STANDARD',
          enqueueTimestamp: '2026-11-21T12:00:05.000Z',
        },
        agentInfo: {
          agentArn: `${instanceArn}/agent/${agentId}`,
          connectedToAgentTimestamp: '2026-11-21T12:00:06.000Z',
        },
        tags: {
          'aws:connect:instanceId': simulatedInstance.instanceId,
          'aws:connect:systemEndpoint': '+12065550190',
        },
      },
    });
  });

  it("can have the oddities of AWS's samples", async () => {
    await open({ quirks: ['title-case-channel', 'pascal-case-members', 'epoch-for-unset'] });
    await phones.dial();
    const [first] = await delivered();
    assert.equal(first?.detail['channel'], 'Voice');
    assert.equal(first.detail['disconnectTimestamp'], '1970-01-01T00:00:00.001Z');
    phones.pass(6);
    assert('AgentInfo' in ((await delivered()).at(-1)?.detail ?? {}));
  });

  it('have the reason of an unanswered campaign call, and of any call with disconnectReason always', async () => {
    await open();
    await phones.dial({ DestinationPhoneNumber: '+12065550102', TrafficType: 'CAMPAIGN' });
    phones.pass(60);
    assert.equal((await delivered()).at(-1)?.detail['disconnectReason'], 'TELECOM_BUSY');
    await phones.close();
    await open({ disconnectReason: 'always' });
    await phones.dial();
    phones.pass(60);
    assert.equal((await delivered()).at(-1)?.detail['disconnectReason'], 'CUSTOMER_DISCONNECT');
  });

  it('can be lost, come twice, late and out of order, and alike each time with one seed', async () => {
    const run = async (options: Partial<EventOptions>) => {
      await open(options);
      for (let call = 0; call < 8; call += 1) {
        await phones.dial();
        phones.pass(60);
        await phones.simulator.deliverEvents();
      }
      phones.pass(3600);
      const events = await delivered();
      const counts = phones.simulator.events();
      await phones.close();
      return { types: events.map(({ detail }) => detail.eventType), events, counts };
    };
    const plain = await run({});
    assert.equal(plain.types.length, 48);

    const faults = { drop: 0.3, duplicate: 0.3, delaySeconds: 3, reorder: 0.2, seed: 5 };
    const odd = await run(faults);
    assert.deepEqual((await run(faults)).types, odd.types);
    assert.equal(odd.counts?.happened, 48);
    assert(odd.counts.dropped > 0);
    const ids = new Set(odd.events.map(({ id }) => id));
    assert.equal(ids.size, 48 - odd.counts.dropped);
    assert(odd.events.length > ids.size, 'one event of two deliveries keeps its id');
    assert.equal((await run({ drop: 1 })).types.length, 0);
    const times = (await run({ reorder: 0.5 })).events.map(({ time }) => time);
    assert.notDeepEqual(times, [...times].sort());
  });

  it('reach a webhook, and those that it refuses are counted', async () => {
    const bodies: string[] = [];
    const hook = await serve(async (incoming) => {
      bodies.push(await text(incoming));
      return { status: bodies.length === 1 ? 500 : 204, body: '' };
    });
    await open({ target: { kind: 'webhook', url: hook.url } });
    await phones.dial({ DestinationPhoneNumber: '+12065550102' });
    phones.pass(60);
    await phones.simulator.deliverEvents();
    assert.deepEqual(
      bodies.map((body) => eventSchema.parse(JSON.parse(body)).detail.eventType),
      ['INITIATED', 'DISCONNECTED', 'COMPLETED'],
    );
    const response = await phones.fetch('/_simulator/events');
    assert.deepEqual(await response.json(), {
      events: {
        happened: 3,
        dropped: 0,
        delivered: 2,
        failed: 1,
        waiting: 0,
        lastError: `${hook.url} answered 500`,
      },
    });
  });

  it('reach an SQS queue as the bodies of its messages', async () => {
    const bodies: string[] = [];
    const sqs = await serve(async (incoming) => {
      assert.equal(incoming.headers['x-amz-target'], 'AmazonSQS.SendMessage');
      const message = z
        .object({ QueueUrl: z.string(), MessageBody: z.string() })
        .parse(JSON.parse(await text(incoming)));
      bodies.push(message.MessageBody);
      const MD5OfMessageBody = createHash('md5').update(message.MessageBody).digest('hex');
      return { status: 200, body: JSON.stringify({ MessageId: 'm', MD5OfMessageBody }) };
    });
    await open({
      target: { kind: 'sqs', queueUrl: `${sqs.url}/000000000000/contacts`, endpoint: sqs.url },
    });
    await phones.dial();
    await phones.simulator.deliverEvents();
    assert.deepEqual(phones.simulator.events(), {
      happened: 1,
      dropped: 0,
      delivered: 1,
      failed: 0,
      waiting: 0,
      lastError: undefined,
    });
    assert.equal(eventSchema.parse(JSON.parse(bodies[0] ?? '')).detail.eventType, 'INITIATED');
  });

  it('come by themselves, too', async () => {
    await open({ pollIntervalMs: 5 });
    await phones.dial();
    while (phones.simulator.events()?.delivered === 0) await new Promise(setImmediate);
  });
});

const servers: Server[] = [];

/** Until the end of the test. */
async function serve(
  answer: (incoming: IncomingMessage) => Promise<{ status: number; body: string }>,
): Promise<{ url: string }> {
  const server = createServer((incoming, outgoing) => {
    void answer(incoming).then(({ status, body }) => {
      outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert(address !== null && typeof address === 'object');
  return { url: `http://127.0.0.1:${address.port}` };
}
