import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { FailureType, type Connect, type StartOutboundVoiceContactRequest } from '../../src/connect';
import { startRequest } from '../../src/connect/start-request';
import { simulatedInstance } from '../../src/simulator';
import { withEnvironment } from '../config/environment';
import { call, connectErrorOf, connectTo, plan, useLine } from './support';

const { instanceId, contactFlowId, queues, agentId } = simulatedInstance;

describe('Amazon Connect through the AWS SDK', () => {
  const line = useLine();

  it('reads a contact: first without an end, then with all that happened', async () => {
    line().simulator.script('+12065550140', {
      dispositions: ['answered'],
      ringSeconds: 5,
      talkSeconds: 30,
      attributes: { confirmed: 'yes' },
    });
    const dialed = line().now;
    const after = (seconds: number) => new Date(dialed + seconds * 1000).toISOString();
    const contactId = await line().dial({ destinationPhoneNumber: '+12065550140', attributes: {} });
    line().pass(2);
    assert.deepEqual(defined(await line().connect.describeContact({ instanceId, contactId })), {
      contactId,
      initiatedAt: after(0),
      destinationPhoneNumber: '+12065550140',
      sourcePhoneNumber: queues[0].outboundNumber,
      attributes: {},
    });
    line().pass(100);
    assert.deepEqual(defined(await line().connect.describeContact({ instanceId, contactId })), {
      contactId,
      initiatedAt: after(0),
      connectedAt: after(5),
      enqueuedAt: after(6),
      agentConnectedAt: after(7),
      endedAt: after(37),
      queueId: queues[0].queueId,
      agentId,
      destinationPhoneNumber: '+12065550140',
      sourcePhoneNumber: queues[0].outboundNumber,
      disconnectReason: 'CUSTOMER_DISCONNECT',
      attributes: { confirmed: 'yes' },
    });
  });

  it('stops a contact, and says when there is none to stop', async () => {
    const contactId = await line().dial({ destinationPhoneNumber: '+12065550101' });
    assert.equal(await line().connect.stopContact({ instanceId, contactId }), 'stopped');
    assert.ok((await line().connect.describeContact({ instanceId, contactId })).endedAt);
    assert.equal(await line().connect.stopContact({ instanceId, contactId: 'never-there' }), 'already-ended');
  });

  it("sends every request once, whatever the SDK's retry settings", async () => {
    line().failDials({ kind: 'throttle' });
    line().simulator.fault({ operation: 'DescribeContact', kind: 'error-after' });
    line().simulator.fault({ operation: 'StopContact', kind: 'throttle' });
    const { url } = line().simulator;
    await withEnvironment({ AWS_MAX_ATTEMPTS: '5', AWS_RETRY_MODE: 'adaptive' }, async () => {
      const connect = connectTo(url, { maxAttempts: 5, retryStrategy: fiveTimes });
      const contact = { instanceId, contactId: 'any' };
      const dial = connect.startOutboundVoiceContact(startRequest(call, plan()));
      assert.equal((await connectErrorOf(dial)).type, FailureType.Throttled);
      assert.equal(
        (await connectErrorOf(connect.describeContact(contact))).type,
        FailureType.InternalService,
      );
      assert.equal((await connectErrorOf(connect.stopContact(contact))).type, FailureType.Throttled);
      connect.destroy?.();
    });
    assert.deepEqual(line().simulator.dials(), []);
  });
});

describe('what goes over the wire', () => {
  let server: Server;
  let connect: Connect;
  let body = {};
  let received = '';
  beforeEach(async () => {
    received = '';
    server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => (received += chunk.toString()));
      request.on('end', () =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    connect = connectTo(`http://127.0.0.1:${address.port}`);
  });
  afterEach(() => {
    connect.destroy?.();
    server.close();
  });
  const contact = { instanceId, contactId: 'c-1' };

  it('is every member of the request', async () => {
    body = { ContactId: 'c-1' };
    const request: Required<Omit<StartOutboundVoiceContactRequest, 'outboundStrategy'>> = {
      instanceId,
      contactFlowId,
      destinationPhoneNumber: '+12065550140',
      queueId: queues[1].queueId,
      sourcePhoneNumber: '+12065550199',
      clientToken: 'token-1',
      name: 'Visit',
      description: 'On Monday',
      references: { order: { value: 'https://example.com/1', type: 'URL' } },
      relatedContactId: 'c-0',
      attributes: { topic: 'visit' },
      ringTimeoutInSeconds: 20,
      trafficType: 'CAMPAIGN',
      campaignId: 'spring',
      answerMachineDetectionConfig: { enableAnswerMachineDetection: true, awaitAnswerMachinePrompt: false },
    };
    assert.deepEqual(await connect.startOutboundVoiceContact(request), { contactId: 'c-1' });
    assert.deepEqual(JSON.parse(received), {
      InstanceId: instanceId,
      ContactFlowId: contactFlowId,
      DestinationPhoneNumber: '+12065550140',
      QueueId: queues[1].queueId,
      SourcePhoneNumber: '+12065550199',
      ClientToken: 'token-1',
      Name: 'Visit',
      Description: 'On Monday',
      References: { order: { Value: 'https://example.com/1', Type: 'URL' } },
      RelatedContactId: 'c-0',
      Attributes: { topic: 'visit' },
      RingTimeoutInSeconds: 20,
      TrafficType: 'CAMPAIGN',
      CampaignId: 'spring',
      AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true, AwaitAnswerMachinePrompt: false },
    });
  });

  it('is nothing that the request leaves out', async () => {
    body = { ContactId: 'c-1' };
    const { attributes, clientToken, ...request } = startRequest(call, plan());
    await connect.startOutboundVoiceContact({ ...request, clientToken });
    assert.deepEqual(JSON.parse(received), {
      InstanceId: instanceId,
      ContactFlowId: contactFlowId,
      DestinationPhoneNumber: plan().destinationPhoneNumber,
      QueueId: queues[0].queueId,
      ClientToken: clientToken,
    });
    assert.ok(attributes);
  });

  it('is a search for calls of the API by the ids of attempts, in a range of time', async () => {
    body = { Contacts: [{ Id: 'c-2' }, { Id: 'c-1' }] };
    const [from, until] = ['2026-11-23T17:00:00.000Z', '2026-11-23T18:00:00.000Z'];
    const attemptIds = ['run.1', 'run.2'];
    const found = await connect.searchContacts({ instanceId, attemptIds, from, until });
    assert.deepEqual(found, ['c-2', 'c-1']);
    assert.deepEqual(JSON.parse(received), {
      InstanceId: instanceId,
      TimeRange: { Type: 'INITIATION_TIMESTAMP', StartTime: 1795453200, EndTime: 1795456800 },
      SearchCriteria: {
        Channels: ['VOICE'],
        InitiationMethods: ['API'],
        SearchableContactAttributes: { Criteria: [{ Key: 'outboundCallAttemptId', Values: attemptIds }] },
      },
      Sort: { FieldName: 'INITIATION_TIMESTAMP', Order: 'DESCENDING' },
      MaxResults: 100,
    });
  });

  it('(a dial answered without a ContactId) may have rung the phone', async () => {
    body = {};
    const error = await connectErrorOf(connect.startOutboundVoiceContact(startRequest(call, plan())));
    assert.equal(error.type, FailureType.MalformedAnswer);
    assert.equal(error.mayHaveTakenEffect, true);
  });

  it('(no contact in the answer) is malformed', async () => {
    body = {};
    assert.equal((await connectErrorOf(connect.describeContact(contact))).type, FailureType.MalformedAnswer);
  });

  it('(a timestamp in another format) is malformed', async () => {
    body = { Contact: { Id: 'c-1', DisconnectTimestamp: '2026-11-23T17:00:00Z' } };
    const error = await connectErrorOf(connect.describeContact(contact));
    assert.equal(error.type, FailureType.MalformedAnswer);
  });

  it('(timestamps of 1970, endpoints that are no phones) leaves those out', async () => {
    body = {
      Contact: {
        Id: 'c-1',
        InitiationTimestamp: 1795453200.5,
        ConnectedToSystemTimestamp: 0.001,
        DisconnectTimestamp: 0.001,
        CustomerEndpoint: { Type: 'VOIP', Address: 'sip:someone' },
      },
    };
    assert.deepEqual(defined(await connect.describeContact(contact)), {
      contactId: 'c-1',
      initiatedAt: '2026-11-23T17:00:00.500Z',
      attributes: {},
    });
  });
});

/** A retry strategy of the user's own, without pauses. */
const fiveTimes = {
  acquireInitialRetryToken: () => Promise.resolve(retryToken),
  refreshRetryTokenForRetry: () => Promise.resolve(retryToken),
  recordSuccess: () => undefined,
};
const retryToken = { getRetryCount: () => 0, getRetryDelay: () => 0 };

/** Without the members that are undefined. */
function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
