import assert from 'node:assert/strict';
import { simulatedInstance } from '../../src/simulator';
import { usePhones, validRequest } from './support';

const elsewhere = '99999999-0000-4000-8000-000000000009';

interface Refusal {
  readonly promise: string;
  readonly members: Record<string, unknown>;
  readonly name: string;
  readonly says: RegExp;
}

const malformed: Refusal[] = [
  {
    promise: 'a missing destination',
    members: { DestinationPhoneNumber: undefined },
    name: 'InvalidRequestException',
    says: /DestinationPhoneNumber/,
  },
  {
    promise: 'a ring timeout that is text',
    members: { RingTimeoutInSeconds: '30' },
    name: 'InvalidRequestException',
    says: /RingTimeoutInSeconds/,
  },
  {
    promise: 'an attribute that is a number',
    members: { Attributes: { order: 7 } },
    name: 'InvalidRequestException',
    says: /Attributes\.order/,
  },
  {
    promise: 'neither queue nor source number',
    members: { QueueId: undefined },
    name: 'InvalidRequestException',
    says: /SourcePhoneNumber/,
  },
  {
    promise: 'answering machine detection without CAMPAIGN traffic',
    members: { AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true } },
    name: 'InvalidRequestException',
    says: /TrafficType/,
  },
];

const outOfRange: Refusal[] = [
  ...['2065550100', '+02065550100', '+1206555010x', '+1234567890123456', 'tel:+12065550100'].map(
    (number) => ({
      promise: `the destination ${number}`,
      members: { DestinationPhoneNumber: number },
      name: 'InvalidParameterException',
      says: /DestinationPhoneNumber/,
    }),
  ),
  ...[14, 61].map((seconds) => ({
    promise: `a ring timeout of ${seconds} seconds`,
    members: { RingTimeoutInSeconds: seconds },
    name: 'InvalidParameterException',
    says: /RingTimeoutInSeconds/,
  })),
  {
    promise: 'a ClientToken of 501 characters',
    members: { ClientToken: 'x'.repeat(501) },
    name: 'InvalidParameterException',
    says: /ClientToken/,
  },
  {
    promise: 'an unknown traffic type',
    members: { TrafficType: 'BULK' },
    name: 'InvalidParameterException',
    says: /TrafficType/,
  },
  {
    promise: 'an attribute key with a space',
    members: { Attributes: { 'order id': '7' } },
    name: 'InvalidParameterException',
    says: /Attributes/,
  },
  {
    promise: 'attributes of more than 32,768 bytes, though fewer characters',
    members: { Attributes: { a: 'é'.repeat(16_384) } },
    name: 'InvalidParameterException',
    says: /32769 bytes/,
  },
  {
    promise: 'an ATTACHMENT reference',
    members: { References: { scan: { Type: 'ATTACHMENT', Value: 'x' } } },
    name: 'InvalidParameterException',
    says: /References\.scan\.Type/,
  },
  {
    promise: 'a Name of 1,025 characters',
    members: { Name: 'x'.repeat(1025) },
    name: 'InvalidParameterException',
    says: /Name/,
  },
];

const notThere: Refusal[] = [
  {
    promise: 'an instance',
    members: { InstanceId: elsewhere },
    name: 'ResourceNotFoundException',
    says: /Instance 9{8}-/,
  },
  {
    promise: 'a flow',
    members: { ContactFlowId: elsewhere },
    name: 'ResourceNotFoundException',
    says: /Contact flow 9{8}-/,
  },
  {
    promise: 'a queue',
    members: { QueueId: elsewhere },
    name: 'ResourceNotFoundException',
    says: /Queue 9{8}-/,
  },
  {
    promise: 'a source number',
    members: { SourcePhoneNumber: '+12065550180' },
    name: 'ResourceNotFoundException',
    says: /Phone number \+12065550180/,
  },
  {
    promise: 'a related contact',
    members: { RelatedContactId: elsewhere },
    name: 'ResourceNotFoundException',
    says: /Related contact 9{8}-/,
  },
];

const forbidden: Refusal[] = [
  {
    promise: 'an OutboundStrategy, which only campaigns may use',
    members: { OutboundStrategy: { Type: 'AGENT_FIRST' } },
    name: 'AccessDeniedException',
    says: /OutboundStrategy/,
  },
];

describe('StartOutboundVoiceContact refuses', () => {
  const phones = usePhones();

  const refuses = (status: number, refusals: Refusal[]) => {
    for (const { promise, members, name, says } of refusals) {
      it(`${promise} with ${name}`, async () => {
        const response = await phones().put({ ...validRequest, ...members });
        assert.equal(response.status, status);
        assert.equal(response.headers.get('x-amzn-ErrorType'), name);
        assert.match(await response.text(), says);
        assert.deepEqual(phones().simulator.dials(), []);
      });
    }
  };

  refuses(400, malformed);
  refuses(400, outOfRange);
  refuses(404, notThere);
  refuses(403, forbidden);

  it('a body that is not JSON', async () => {
    const response = await phones().put('{');
    assert.equal(response.status, 400);
    assert.equal(response.headers.get('x-amzn-ErrorType'), 'InvalidRequestException');
  });
});

describe('StartOutboundVoiceContact accepts', () => {
  const phones = usePhones();

  it('a source number alone, and then uses the queue of the flow', async () => {
    const contactId = await phones().dial({ QueueId: undefined, SourcePhoneNumber: '+12065550199' });
    phones().pass(60);
    const contact = await phones().describe(contactId);
    assert.equal(contact.SystemEndpoint?.Address, '+12065550199');
    assert.equal(contact.QueueInfo?.Id, simulatedInstance.queues[0].queueId);
  });

  it('attributes of exactly 32,768 bytes', async () => {
    await phones().dial({ Attributes: { ab: 'é'.repeat(16_383) } });
    assert.equal(phones().simulator.dials().length, 1);
  });

  it('null for a member that may be absent, and members it does not know', async () => {
    const response = await phones().put({ ...validRequest, Name: null, Unheard: { of: true } });
    assert.equal(response.status, 200);
  });
});
