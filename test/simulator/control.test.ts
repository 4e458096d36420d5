import assert from 'node:assert/strict';
import { z } from 'zod';
import { dispositions, simulatedInstance } from '../../src/simulator';
import { usePhones } from './support';

const errorSchema = z.strictObject({ error: z.string() });

describe('The control interface', () => {
  const phones = usePhones();

  const send = (method: string, path: string, body: unknown) =>
    phones().fetch(`/_simulator${path}`, {
      method,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('scripts a number', async () => {
    const destination = '+12065550140';
    const response = await send('PUT', `/destinations/${encodeURIComponent(destination)}`, {
      dispositions: ['busy', 'answered'],
      ringSeconds: 2,
      talkSeconds: 3,
      attributes: { confirmed: 'yes' },
    });
    assert.equal(response.status, 200);

    const first = await phones().dial({ DestinationPhoneNumber: destination });
    const second = await phones().dial({
      DestinationPhoneNumber: destination,
      Attributes: { workflow: 'w-1' },
    });
    phones().pass(2);
    assert.equal((await phones().describe(first)).DisconnectReason, 'TELECOM_BUSY');
    assert.deepEqual((await phones().describe(second)).Attributes, {
      workflow: 'w-1',
      confirmed: 'yes',
    });
    phones().pass(5);
    assert.equal((await phones().describe(second)).DisconnectReason, 'CUSTOMER_DISCONNECT');
  });

  it('scripts a number under its bare plus sign, too', async () => {
    const script = { dispositions: ['busy'] };
    assert.equal((await send('PUT', '/destinations/+12065550140', script)).status, 200);
  });

  it('takes no script for what is not a number', () => {
    assert.throws(() => {
      phones().simulator.script('206 555 0140', { dispositions: ['busy'] });
    }, /E\.164/);
  });

  it('sets no attributes on a call that is not answered', async () => {
    phones().simulator.script('+12065550140', {
      dispositions: ['no-answer'],
      attributes: { confirmed: 'yes' },
    });
    const contactId = await phones().dial({ DestinationPhoneNumber: '+12065550140' });
    phones().pass(120);
    assert.deepEqual((await phones().describe(contactId)).Attributes, {});
  });

  it('records the disconnect reason that a script names', async () => {
    phones().simulator.script('+12065550140', {
      dispositions: ['no-answer'],
      disconnectReason: 'TELECOM_UNANSWERED',
    });
    const contactId = await phones().dial({ DestinationPhoneNumber: '+12065550140' });
    phones().pass(120);
    assert.equal((await phones().describe(contactId)).DisconnectReason, 'TELECOM_UNANSWERED');
  });

  it('knows every disposition', async () => {
    for (const disposition of dispositions) {
      const response = await send('PUT', '/destinations/+12065550140', { dispositions: [disposition] });
      assert.equal(response.status, 200);
    }
  });

  it('lists every real ring', async () => {
    const contactId = await phones().dial({
      ClientToken: 'attempt-1',
      Attributes: { workflow: 'w-1' },
    });
    const response = await phones().fetch('/_simulator/dials');
    assert.deepEqual(await response.json(), {
      dials: [
        {
          contactId,
          clientToken: 'attempt-1',
          destinationPhoneNumber: '+12065550100',
          queueId: simulatedInstance.queues[0].queueId,
          sourcePhoneNumber: '+12065550190',
          contactFlowId: simulatedInstance.contactFlowId,
          attributes: { workflow: 'w-1' },
          at: phones().now,
        },
      ],
    });
  });

  it('lists the contacts as they stand', async () => {
    const contactId = await phones().dial();
    phones().pass(2);
    const response = await phones().fetch('/_simulator/contacts');
    const { contacts } = z
      .object({ contacts: z.array(z.object({ contactId: z.string(), phase: z.string() })) })
      .parse(await response.json());
    assert.deepEqual(contacts, [{ contactId, phase: 'ringing' }]);
  });

  it('takes faults and lists those still pending', async () => {
    const fault = { operation: 'StartOutboundVoiceContact', kind: 'throttle', count: 2 };
    assert.equal((await send('POST', '/faults', fault)).status, 201);
    await assert.rejects(phones().dial());
    const response = await phones().fetch('/_simulator/faults');
    assert.deepEqual(await response.json(), {
      faults: [
        {
          operation: 'StartOutboundVoiceContact',
          fault: { kind: 'throttle' },
          hits: { kind: 'next', remaining: 1 },
        },
      ],
    });
  });

  it('forgets everything', async () => {
    phones().simulator.script('+12065550100', { dispositions: ['busy'] });
    phones().simulator.fault({ operation: 'StopContact', kind: 'throttle' });
    const first = await phones().dial({ ClientToken: 'attempt-1' });
    assert.equal((await phones().fetch('/_simulator', { method: 'DELETE' })).status, 204);
    assert.deepEqual(phones().simulator.dials(), []);
    assert.deepEqual(await phones().simulator.contacts(), []);
    const second = await phones().dial({ ClientToken: 'attempt-1' });
    assert.notEqual(second, first);
    await phones().stop(second);
    phones().pass(60);
    assert.equal((await phones().describe(second)).DisconnectReason, 'TELECOM_ORIGINATOR_CANCEL');
  });

  it('says that it is there, and what time it has', async () => {
    const response = await phones().fetch('/_simulator/health');
    assert.deepEqual(await response.json(), {
      status: 'ok',
      instanceId: simulatedInstance.instanceId,
      now: phones().now,
    });
  });

  const nonsense: [string, string, unknown, RegExp][] = [
    ['PUT', '/destinations/12065550140', { dispositions: ['busy'] }, /E\.164/],
    ['PUT', '/destinations/+12065550140', { dispositions: [] }, /dispositions/],
    ['PUT', '/destinations/+12065550140', { dispositions: ['asleep'] }, /dispositions\[0\]/],
    ['PUT', '/destinations/+12065550140', { dispositions: ['busy'], rings: 2 }, /rings/],
    ['PUT', '/destinations/+12065550140', '{', /not JSON/],
    ['POST', '/faults', { operation: 'Nothing', kind: 'throttle' }, /operation/],
    ['POST', '/faults', { operation: 'StopContact', kind: 'explode' }, /kind/],
    ['POST', '/faults', { operation: 'StopContact', kind: 'slow' }, /milliseconds/],
  ];
  for (const [method, path, body, says] of nonsense) {
    it(`refuses ${method} ${path} with ${JSON.stringify(body)}, saying why`, async () => {
      const response = await send(method, path, body);
      assert.equal(response.status, 400);
      assert.match(errorSchema.parse(await response.json()).error, says);
    });
  }

  it('answers 404 where it has nothing', async () => {
    assert.equal((await phones().fetch('/_simulator/nothing')).status, 404);
  });
});
