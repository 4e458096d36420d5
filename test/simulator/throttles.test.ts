import assert from 'node:assert/strict';
import type { SeedInput } from '../../src/simulator';
import { usePhones, validRequest } from './support';

const operation = 'StartOutboundVoiceContact';

describe('Too many requests', () => {
  const phones = usePhones({ throttles: 'default' });

  const dialMany = async (count: number) =>
    (await Promise.allSettled(Array.from({ length: count }, () => phones().dial()))).filter(
      ({ status }) => status === 'fulfilled',
    ).length;

  it('are refused with TooManyRequestsException, and ring no phone: 5 at once, then 2 a second', async () => {
    assert.equal(await dialMany(8), 5);
    await assert.rejects(phones().dial(), { name: 'TooManyRequestsException' });
    phones().pass(0.5);
    assert.equal(await dialMany(3), 1);
    phones().pass(1);
    assert.equal(await dialMany(3), 2);
    phones().pass(3600);
    assert.equal(await dialMany(10), 5);
    assert.equal(phones().simulator.dials().length, 13);
  });

  it('of one operation leave the others alone', async () => {
    const contactId = await phones().dial();
    await dialMany(8);
    await phones().describe(contactId);
  });

  it('are 15 at once and 10 a second for DescribeContact', async () => {
    const contactId = await phones().dial();
    const describeMany = async () =>
      (await Promise.allSettled(Array.from({ length: 30 }, () => phones().describe(contactId)))).filter(
        ({ status }) => status === 'fulfilled',
      ).length;
    assert.equal(await describeMany(), 15);
    phones().pass(1);
    assert.equal(await describeMany(), 10);
  });

  it('are counted, apart from those accepted, refused and lost', async () => {
    phones().simulator.fault({ operation, kind: 'drop-before' });
    await assert.rejects(phones().dial());
    await assert.rejects(phones().dial({ DestinationPhoneNumber: 'nobody' }));
    await dialMany(5);
    assert.deepEqual(phones().simulator.requests(), {
      [operation]: { accepted: 3, refused: 1, throttled: 2, lost: 1 },
    });
    const response = await phones().fetch('/_simulator/requests');
    assert.deepEqual(await response.json(), { requests: phones().simulator.requests() });
  });

  it('are what the settings say, of one operation or of all, while it runs', async () => {
    const put = (settings: unknown) =>
      phones().fetch('/_simulator/throttles', { method: 'PUT', body: JSON.stringify(settings) });
    assert.equal((await put({ [operation]: { ratePerSecond: 1, burst: 2 } })).status, 200);
    assert.equal(await dialMany(8), 2);
    phones().simulator.throttle({ [operation]: 'off' });
    assert.equal(await dialMany(20), 20);
    assert.equal((await put({ Nonsense: 'off' })).status, 400);
    assert.equal((await put('off')).status, 200);
  });
});

describe('The concurrent calls of an instance', () => {
  const phones = usePhones();

  it('are 10; one more is taken and ends at once, unheard', async () => {
    for (let call = 0; call < 10; call += 1) await phones().dial();
    const beyond = await phones().dial({ ClientToken: 'beyond' });
    const contact = await phones().describe(beyond);
    assert.deepEqual(contact.DisconnectTimestamp, contact.InitiationTimestamp);
    assert.equal(contact.ConnectedToSystemTimestamp, undefined);
    assert.equal(contact.DisconnectReason, 'TELECOM_PROBLEM');
    assert.equal(phones().simulator.dials().length, 10);
    assert.equal(await phones().dial({ ClientToken: 'beyond' }), beyond);
  });

  it('make room as they end', async () => {
    for (let call = 0; call < 10; call += 1) await phones().dial();
    phones().pass(60);
    await phones().dial();
    assert.equal(phones().simulator.dials().length, 11);
  });
});

describe('The concurrent campaign calls of an instance', () => {
  const { InstanceId, ContactFlowId, QueueId } = validRequest;
  const instance: SeedInput['instances'][number] = {
    instanceId: InstanceId,
    concurrentCalls: 1,
    concurrentCampaignCalls: 1,
    contactFlows: [{ contactFlowId: ContactFlowId, name: 'Greet' }],
    queues: [{ queueId: QueueId, name: 'Own team', outboundNumber: '+12065550190' }],
    phoneNumbers: [{ phoneNumberId: 'own', phoneNumber: '+12065550190', countryCode: 'US' }],
  };
  const phones = usePhones({ overLimit: 'limit-exceeded', seed: { instances: [instance] } });

  it('have a limit of their own where the seed names one', async () => {
    await phones().dial();
    await phones().dial({ TrafficType: 'CAMPAIGN' });
    await assert.rejects(phones().dial(), /1 concurrent calls, its limit/);
    await assert.rejects(
      phones().dial({ TrafficType: 'CAMPAIGN' }),
      /1 concurrent campaign calls, its limit/,
    );
  });
});

describe("The concurrent calls of an instance, with overLimit: 'limit-exceeded'", () => {
  const phones = usePhones({ overLimit: 'limit-exceeded' });

  it('refuse one more with LimitExceededException (429), until one has been stopped', async () => {
    const first = await phones().dial();
    for (let call = 1; call < 10; call += 1) await phones().dial();
    await assert.rejects(phones().dial(), (error: Error & { $metadata?: { httpStatusCode?: number } }) => {
      assert.equal(error.name, 'LimitExceededException');
      assert.equal(error.$metadata?.httpStatusCode, 429);
      return true;
    });
    await phones().stop(first);
    await phones().dial();
  });
});
