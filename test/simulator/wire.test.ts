import assert from 'node:assert/strict';
import { DescribeContactCommand } from '@aws-sdk/client-connect';
import { z } from 'zod';
import { simulatedInstance, startSimulator } from '../../src/simulator';
import { usePhones, validRequest } from './support';

const { instanceId, instanceArn } = simulatedInstance;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('On the wire the simulator', () => {
  const phones = usePhones();

  it('answers JSON with a request ID', async () => {
    const response = await phones().put(validRequest);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.match(response.headers.get('x-amzn-RequestId') ?? '', uuid);
    const { ContactId } = z.strictObject({ ContactId: z.string() }).parse(await response.json());
    assert.match(ContactId, uuid);
  });

  it('names an exception in x-amzn-ErrorType and its text in Message', async () => {
    const response = await phones().fetch(`/contacts/${instanceId}/nobody`);
    assert.equal(response.status, 404);
    assert.equal(response.headers.get('x-amzn-ErrorType'), 'ResourceNotFoundException');
    assert.match(response.headers.get('x-amzn-RequestId') ?? '', uuid);
    assert.deepEqual(await response.json(), { Message: 'Contact nobody not found' });
  });

  it('gives timestamps as epoch seconds with a fraction', async () => {
    phones().now = 1_700_000_000_250;
    const contactId = await phones().dial();
    const response = await phones().fetch(`/contacts/${instanceId}/${contactId}`);
    const { Contact } = z
      .object({ Contact: z.object({ InitiationTimestamp: z.number() }) })
      .parse(await response.json());
    assert.equal(Contact.InitiationTimestamp, 1_700_000_000.25);
  });

  it('refuses an ARN for an ID, in the path as in the body', async () => {
    const contactId = await phones().dial();
    const refused = (InstanceId: string, ContactId: string, field: string) =>
      assert.rejects(phones().client.send(new DescribeContactCommand({ InstanceId, ContactId })), {
        name: 'InvalidRequestException',
        message: `Invalid input for field ${field}`,
      });
    await refused(instanceArn, contactId, 'InstanceId');
    await refused(instanceId, `${instanceArn}/contact/${contactId}`, 'ContactId');
    for (const [member, type] of [
      ['InstanceId', ''],
      ['ContactFlowId', '/contact-flow/one'],
      ['QueueId', '/queue/one'],
      ['RelatedContactId', `/contact/${contactId}`],
    ] as const) {
      await assert.rejects(phones().dial({ [member]: `${instanceArn}${type}` }), {
        name: 'InvalidRequestException',
        message: `Invalid input for field ${member}`,
      });
    }
    assert.equal(phones().simulator.dials().length, 1);
  });

  it('answers an operation it does not have with UnknownOperationException', async () => {
    for (const [method, path] of [
      ['GET', '/contact/outbound-voice'],
      ['POST', '/search-queues'],
    ] as const) {
      const response = await phones().fetch(path, { method });
      assert.equal(response.status, 404);
      assert.equal(response.headers.get('x-amzn-ErrorType'), 'UnknownOperationException');
      assert.match(response.headers.get('x-amzn-RequestId') ?? '', uuid);
    }
  });

  it('answers 500 when its clock fails', async () => {
    await phones().close();
    await phones().open({ clock: () => Promise.reject(new Error('the clock is gone')) });
    const response = await phones().put(validRequest);
    assert.equal(response.status, 500);
    assert.deepEqual(await response.json(), { Message: 'the clock is gone' });
  });
});

describe('startSimulator', () => {
  it('listens on loopback', async () => {
    const simulator = await startSimulator();
    assert.equal(simulator.url, `http://127.0.0.1:${simulator.port}`);
    await simulator.close();
  });

  it('rejects when the port is taken', async () => {
    const first = await startSimulator();
    try {
      await assert.rejects(startSimulator({ port: first.port }), { code: 'EADDRINUSE' });
    } finally {
      await first.close();
    }
  });

  it('runs its own clock from now on, at the given speed', async () => {
    const before = Date.now();
    const simulator = await startSimulator({ speed: 1000 });
    const health = await fetch(`${simulator.url}/_simulator/health`);
    const { now } = z.object({ now: z.number() }).parse(await health.json());
    const after = Date.now();
    await simulator.close();
    assert(now >= before);
    assert(now <= before + (after - before) * 1000);
  });
});
