import assert from 'node:assert/strict';
import {
  ContactFlowNotPublishedException,
  DescribeContactFlowCommand,
  DescribePhoneNumberCommand,
  DescribeQueueCommand,
  GetContactAttributesCommand,
  ListPhoneNumbersV2Command,
  ResourceNotFoundException,
  StartTaskContactCommand,
  UpdateContactAttributesCommand,
} from '@aws-sdk/client-connect';
import { simulatedInstance } from '../../../src/simulator';
import { usePhones } from '../support';

const { instanceId: InstanceId, instanceArn, queues, contactFlowId } = simulatedInstance;
const elsewhere = '99999999-0000-4000-8000-000000000009';

describe('Contact attributes', () => {
  const phones = usePhones();

  const update = (contactId: string, Attributes: Record<string, string>) =>
    phones().client.send(
      new UpdateContactAttributesCommand({ InstanceId, InitialContactId: contactId, Attributes }),
    );
  const get = async (contactId: string) =>
    (await phones().client.send(new GetContactAttributesCommand({ InstanceId, InitialContactId: contactId })))
      .Attributes;

  it('are those of the request, then those of the flow, then those of each update', async () => {
    phones().simulator.script('+12065550140', { dispositions: ['answered'], attributes: { said: 'yes' } });
    const contactId = await phones().dial({
      DestinationPhoneNumber: '+12065550140',
      Attributes: { order: '7' },
    });
    assert.deepEqual(await get(contactId), { order: '7' });
    phones().pass(5);
    assert.deepEqual(await get(contactId), { order: '7', said: 'yes' });
    await update(contactId, { said: 'no', more: '1' });
    assert.deepEqual(await get(contactId), { order: '7', said: 'no', more: '1' });
    assert.deepEqual((await phones().describe(contactId)).Attributes, { order: '7', said: 'no', more: '1' });
  });

  it('can be updated after the contact has ended, which shows as its last update', async () => {
    const contactId = await phones().dial();
    phones().pass(3600);
    await update(contactId, { reviewed: 'yes' });
    const contact = await phones().describe(contactId);
    assert.deepEqual(contact.Attributes, { reviewed: 'yes' });
    assert.equal(phones().secondsSince(contact.LastUpdateTimestamp), 0);
  });

  it('hold 32,768 bytes altogether, and not more', async () => {
    const contactId = await phones().dial({ Attributes: { a: 'x'.repeat(30_000) } });
    await assert.rejects(update(contactId, { b: 'x'.repeat(2_767) }), { name: 'InvalidParameterException' });
    await update(contactId, { b: 'x'.repeat(2_766) });
    await update(contactId, { a: 'y'.repeat(30_000) });
  });

  it('of a contact that never was are not found', async () => {
    await assert.rejects(get(elsewhere), (error) => error instanceof ResourceNotFoundException);
    await assert.rejects(update(elsewhere, {}), (error) => error instanceof ResourceNotFoundException);
  });
});

describe('DescribeQueue', () => {
  const phones = usePhones();

  it('returns the number that the queue calls from, which DescribePhoneNumber describes', async () => {
    const { Queue } = await phones().client.send(
      new DescribeQueueCommand({ InstanceId, QueueId: queues[1].queueId }),
    );
    assert.equal(Queue?.Status, 'ENABLED');
    assert.equal(Queue.QueueArn, `${instanceArn}/queue/${queues[1].queueId}`);
    const { ClaimedPhoneNumberSummary } = await phones().client.send(
      new DescribePhoneNumberCommand({
        PhoneNumberId: Queue.OutboundCallerConfig?.OutboundCallerIdNumberId,
      }),
    );
    assert.equal(ClaimedPhoneNumberSummary?.PhoneNumber, queues[1].outboundNumber);
    assert.equal(ClaimedPhoneNumberSummary.PhoneNumberStatus?.Status, 'CLAIMED');
  });

  it('does not find a queue that is not there', async () => {
    await assert.rejects(
      phones().client.send(new DescribeQueueCommand({ InstanceId, QueueId: elsewhere })),
      ResourceNotFoundException,
    );
  });
});

describe('ListPhoneNumbersV2', () => {
  const phones = usePhones();

  it('lists all numbers, page after page', async () => {
    const listed: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await phones().client.send(
        new ListPhoneNumbersV2Command({ TargetArn: instanceArn, MaxResults: 4, NextToken }),
      );
      listed.push(...(page.ListPhoneNumbersSummaryList ?? []).map(({ PhoneNumber }) => PhoneNumber));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    assert.deepEqual(listed, simulatedInstance.sourcePhoneNumbers);
  });

  it('filters by prefix, country and type', async () => {
    const count = async (filter: object) =>
      (await phones().client.send(new ListPhoneNumbersV2Command({ InstanceId, ...filter })))
        .ListPhoneNumbersSummaryList?.length;
    assert.equal(await count({ PhoneNumberPrefix: '+12065550199' }), 1);
    assert.equal(await count({ PhoneNumberCountryCodes: ['GB'] }), 0);
    assert.equal(await count({ PhoneNumberTypes: ['DID'] }), 10);
  });

  it('refuses a page token that it never gave', async () => {
    await assert.rejects(
      phones().client.send(new ListPhoneNumbersV2Command({ InstanceId, NextToken: 'xyz' })),
      { name: 'InvalidParameterException' },
    );
  });
});

describe('DescribeContactFlow', () => {
  const phones = usePhones({
    seed: {
      instances: [
        {
          instanceId: InstanceId,
          contactFlows: [
            { contactFlowId, name: 'Greet' },
            { contactFlowId: 'draft', name: 'Draft', status: 'SAVED' },
            { contactFlowId: 'old', name: 'Old', state: 'ARCHIVED' },
            { contactFlowId: 'hold', name: 'Hold', type: 'CUSTOMER_HOLD' },
          ],
          queues: [{ queueId: queues[0].queueId, name: 'First', outboundNumber: '+12065550190' }],
          phoneNumbers: [{ phoneNumberId: 'n', phoneNumber: '+12065550190', countryCode: 'US' }],
        },
      ],
    },
  });

  const flowNamed = async (ContactFlowId: string) =>
    (await phones().client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }))).ContactFlow;

  it('returns whether a flow is published and active', async () => {
    const flow = await flowNamed(contactFlowId);
    assert.equal(flow?.Status, 'PUBLISHED');
    assert.equal(flow.State, 'ACTIVE');
    assert.equal(flow.Type, 'CONTACT_FLOW');
    assert.equal((await flowNamed('old'))?.State, 'ARCHIVED');
  });

  it('finds a flow that was never published only as :$SAVED', async () => {
    await assert.rejects(flowNamed('draft'), ContactFlowNotPublishedException);
    assert.equal((await flowNamed('draft:$SAVED'))?.Status, 'SAVED');
  });

  for (const flow of ['draft', 'old', 'hold']) {
    it(`is not needed to learn that the flow "${flow}" cannot be dialed with`, async () => {
      await assert.rejects(phones().dial({ ContactFlowId: flow }), { name: 'InvalidRequestException' });
      assert.deepEqual(phones().simulator.dials(), []);
    });
  }
});

describe('StartTaskContact', () => {
  const phones = usePhones();

  const task = async (members: object = {}) => {
    const request = { InstanceId, ContactFlowId: contactFlowId, Name: 'Call back by hand', ...members };
    const { ContactId } = await phones().client.send(new StartTaskContactCommand(request));
    assert(ContactId);
    return ContactId;
  };

  it('makes a contact that an agent completes, and rings no phone', async () => {
    const related = await phones().dial({ Attributes: { order: '7' } });
    const contactId = await task({ RelatedContactId: related, Attributes: { reason: 'exhausted' } });
    phones().pass(60);
    const contact = await phones().describe(contactId);
    assert.equal(contact.Channel, 'TASK');
    assert.equal(contact.Name, 'Call back by hand');
    assert.deepEqual(contact.Attributes, { order: '7', reason: 'exhausted' });
    assert.equal(contact.DisconnectReason, 'AGENT_COMPLETED');
    assert.equal(phones().simulator.dials().length, 1);
  });

  it('starts at its scheduled time', async () => {
    const contactId = await task({ ScheduledTime: new Date(phones().now + 3_600_000) });
    phones().pass(3599);
    assert.equal((await phones().describe(contactId)).ConnectedToSystemTimestamp, undefined);
    phones().pass(1);
    assert.equal(phones().secondsSince((await phones().describe(contactId)).ConnectedToSystemTimestamp), 0);
  });

  it('makes one task of one ClientToken, which a call may have, too', async () => {
    const first = await task({ ClientToken: 'once' });
    assert.equal(await task({ ClientToken: 'once' }), first);
    assert.notEqual(await phones().dial({ ClientToken: 'once' }), first);
  });

  it('ends with API when it is stopped', async () => {
    const contactId = await task();
    await phones().stop(contactId);
    assert.equal((await phones().describe(contactId)).DisconnectReason, 'API');
  });

  it('refuses a time that has passed or is a week away, and anything but one way to go', async () => {
    const at = (seconds: number) => ({ ScheduledTime: new Date(phones().now + seconds * 1000) });
    await assert.rejects(task(at(-1)), { name: 'InvalidParameterException' });
    await assert.rejects(task(at(7 * 24 * 3600)), { name: 'InvalidParameterException' });
    await assert.rejects(task({ QuickConnectId: 'q' }), { name: 'InvalidRequestException' });
    await assert.rejects(task({ ContactFlowId: undefined }), { name: 'InvalidRequestException' });
    await assert.rejects(task({ ContactFlowId: undefined, QuickConnectId: 'q' }), ResourceNotFoundException);
  });
});
