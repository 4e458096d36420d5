import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeContactCommand, ResourceNotFoundException } from '@aws-sdk/client-connect';
import { startSimulator, type SeedInput } from '../../../src/simulator';
import { Phones, usePhones } from '../support';

const yaml = `
region: eu-west-2
accountId: '222233334444'
instances:
  - instanceId: first
    concurrentCalls: 3
    contactFlows:
      - { contactFlowId: greet, name: Greet, queueId: sales }
    queues:
      - { queueId: care, name: Care, outboundNumber: '+442079460100' }
      - { queueId: sales, name: Sales }
    phoneNumbers:
      - { phoneNumberId: london, phoneNumber: '+442079460100', countryCode: GB }
  - instanceId: second
    contactFlows: [{ contactFlowId: greet, name: Greet }]
    queues: [{ queueId: care, name: Care, outboundNumber: '+442079460101' }]
    phoneNumbers: [{ phoneNumberId: leeds, phoneNumber: '+442079460101', countryCode: GB }]
`;

const request = { InstanceId: 'first', ContactFlowId: 'greet', QueueId: 'care' };

describe('A seed file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'seed-'));
  after(() => {
    rmSync(directory, { recursive: true });
  });
  const fileOf = (name: string, content: string) => {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  };
  const phones = usePhones({ seed: fileOf('seed.yaml', yaml) });

  it('says which instances, flows, queues and numbers there are', async () => {
    await phones().dial(request);
    assert.equal(phones().simulator.dials()[0]?.sourcePhoneNumber, '+442079460100');
    for (const missing of [
      { InstanceId: 'third' },
      { ContactFlowId: 'other' },
      { QueueId: 'other' },
      { SourcePhoneNumber: '+442079460101' },
    ]) {
      await assert.rejects(phones().dial({ ...request, ...missing }), ResourceNotFoundException);
    }
  });

  it('keeps the contacts of its instances apart', async () => {
    const ContactId = await phones().dial(request);
    const describe = (InstanceId: string) =>
      phones().client.send(new DescribeContactCommand({ InstanceId, ContactId }));
    const { Contact } = await describe('first');
    assert.equal(Contact?.Arn, `arn:aws:connect:eu-west-2:222233334444:instance/first/contact/${ContactId}`);
    await assert.rejects(describe('second'), ResourceNotFoundException);
  });

  it('names the queue of a call that names none', async () => {
    const contactId = await phones().dial({
      ...request,
      QueueId: undefined,
      SourcePhoneNumber: '+442079460100',
    });
    phones().pass(10);
    const { Contact } = await phones().client.send(
      new DescribeContactCommand({ InstanceId: 'first', ContactId: contactId }),
    );
    assert.equal(Contact?.QueueInfo?.Id, 'sales');
  });

  it('may be JSON', async () => {
    const seed: SeedInput = {
      instances: [
        {
          instanceId: 'only',
          contactFlows: [{ contactFlowId: 'greet', name: 'Greet' }],
          queues: [{ queueId: 'care', name: 'Care', outboundNumber: '+12065550190' }],
          phoneNumbers: [{ phoneNumberId: 'n', phoneNumber: '+12065550190', countryCode: 'US' }],
        },
      ],
    };
    const simulator = await startSimulator({ seed: fileOf('seed.json', JSON.stringify(seed)) });
    await simulator.close();
  });

  it('that is wrong is refused with every mistake, and where it is', async () => {
    const path = fileOf(
      'wrong.yaml',
      yaml.replace('queueId: sales }', 'queueId: sails }').replace('GB', 'Gb'),
    );
    await assert.rejects(startSimulator({ seed: path }), (error: Error) => {
      assert.match(error.message, /wrong\.yaml/);
      assert.match(error.message, /no queue sails in this instance|two capital letters/);
      return true;
    });
    await assert.rejects(startSimulator({ seed: join(directory, 'absent.yaml') }), /absent\.yaml.*ENOENT/);
    await assert.rejects(startSimulator({ seed: fileOf('torn.yaml', 'instances: [') }), /torn\.yaml/);
  });
});

describe('A disabled queue', () => {
  const seed: SeedInput = {
    instances: [
      {
        instanceId: 'first',
        contactFlows: [{ contactFlowId: 'greet', name: 'Greet' }],
        queues: [{ queueId: 'care', name: 'Care', outboundNumber: '+12065550190', status: 'DISABLED' }],
        phoneNumbers: [{ phoneNumberId: 'n', phoneNumber: '+12065550190', countryCode: 'US' }],
      },
    ],
  };
  let phones = new Phones();
  afterEach(() => phones.close());

  it('lets no call in: the flow ends it', async () => {
    phones = new Phones();
    await phones.open({ seed });
    await phones.dial(request);
    phones.pass(3600);
    const [contact] = await phones.simulator.contacts();
    assert.equal(contact?.past.queuedAt, undefined);
    assert.equal(contact?.past.ended?.reason, 'CONTACT_FLOW_DISCONNECT');
  });

  it('refuses to be named, where that is chosen', async () => {
    phones = new Phones();
    await phones.open({ seed, disabledQueue: 'invalid-request' });
    await assert.rejects(phones.dial(request), { name: 'InvalidRequestException' });
    assert.deepEqual(phones.simulator.dials(), []);
  });
});
