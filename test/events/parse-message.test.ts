import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMessage } from '../../src/events/parse-message';
import { runs } from '../support/runs';

const instanceId = 'aaaaaaaa-0000-4000-8000-000000000001';
const contactId = '0199c0de-0000-7000-8000-000000000001';

/** The members that matter, as Amazon's documentation shows them. */
const event = {
  version: '0',
  'detail-type': 'Amazon Connect Contact Event',
  source: 'aws.connect',
  detail: {
    eventType: 'DISCONNECTED',
    contactId,
    channel: 'VOICE',
    instanceArn: `arn:aws:connect:us-west-2:111122223333:instance/${instanceId}`,
    initiationMethod: 'API',
    disconnectTimestamp: '2026-11-21T12:00:26.000Z',
    tags: { 'aws:connect:instanceId': instanceId, 'aws:connect:systemEndpoint': '+12065550190' },
  },
};

/** What Amazon Connect streams, with what it leaves empty. */
const record = {
  AWSAccountId: '111122223333',
  AWSContactTraceRecordFormatVersion: '2017-03-10',
  Agent: {
    ARN: `arn:aws:connect:us-west-2:111122223333:instance/${instanceId}/agent/agent-1`,
    ConnectedToAgentTimestamp: '2026-11-21T12:00:06Z',
  },
  AnsweringMachineDetectionStatus: 'HUMAN_ANSWERED',
  Attributes: { outboundCallWorkflowId: 'reminder-A-1001', Language: 'de' },
  Channel: 'VOICE',
  ConnectedToSystemTimestamp: '2026-11-21T12:00:04Z',
  ContactId: contactId,
  CustomerEndpoint: { Address: '+12065550100', Type: 'TELEPHONE_NUMBER' },
  DisconnectDetails: { PotentialDisconnectIssue: 'AGENT_CONNECTIVITY_ISSUE' },
  DisconnectReason: 'CUSTOMER_DISCONNECT',
  DisconnectTimestamp: '2026-11-21T12:00:26Z',
  InitiationMethod: 'API',
  InitiationTimestamp: '2026-11-21T12:00:00Z',
  InstanceARN: `arn:aws:connect:us-west-2:111122223333:instance/${instanceId}`,
  NextContactId: null,
  QualityMetrics: { Agent: { Audio: { QualityScore: 4.1 } }, Customer: { Audio: { QualityScore: 3.9 } } },
  Queue: {
    ARN: `arn:aws:connect:us-west-2:111122223333:instance/${instanceId}/queue/queue-1`,
    EnqueueTimestamp: '2026-11-21T12:00:05Z',
  },
  Recordings: null,
  SystemEndpoint: { Address: '+12065550190', Type: 'TELEPHONE_NUMBER' },
};

const terminal = { is: 'terminal-event', instanceId, contactId };

function eventWith(detail: object): string {
  return JSON.stringify({ ...event, detail: { ...event.detail, ...detail } });
}

function recordWith(members: object): string {
  return JSON.stringify({ ...record, ...members });
}

describe('a message', () => {
  it('of a call that has ended names its contact, however its members are written', () => {
    const { instanceArn } = event.detail;
    const inPascalCase = { ...event.detail, contactId: undefined, instanceArn: undefined };
    for (const body of [
      eventWith({}),
      eventWith({ eventType: 'COMPLETED' }),
      eventWith({ channel: 'Voice', initiationMethod: 'Api', eventType: 'Disconnected' }),
      ...['Amazon Connect Customer Contact Event', 'Connect Customer Contact Event'].map((type) =>
        JSON.stringify({ ...event, 'detail-type': type, new: { member: 1 } }),
      ),
      JSON.stringify({
        ...event,
        detail: { ...inPascalCase, ContactId: contactId, InstanceArn: instanceArn },
      }),
      // As Amazon's sample has it, with a colon too many; and without it, where the tags name the instance.
      eventWith({ instanceArn: `arn:aws::connect:us-west-2:123456789012:instance/${instanceId}` }),
      eventWith({ instanceArn: undefined }),
    ]) {
      assert.deepEqual(parseMessage(body), [terminal], body);
    }
  });

  it('of its beginning and of its pick-up are not mistaken for its end', () => {
    const { instanceId, contactId } = terminal;
    for (const type of ['INITIATED', 'CONNECTED_TO_SYSTEM']) {
      const parsed = parseMessage(eventWith({ eventType: type }));
      assert.deepEqual(parsed, [{ is: 'live-event', type, instanceId, contactId }]);
    }
  });

  it('of another change, channel or way to begin is ignored, and so are types that nobody knows yet', () => {
    for (const detail of [
      ...['CONTACT_DATA_UPDATED', 'QUEUED', 'A_NEW_ONE'].map((eventType) => ({ eventType })),
      ...['INBOUND', 'OUTBOUND', 'TRANSFER', 'CALLBACK'].map((initiationMethod) => ({ initiationMethod })),
      ...['CHAT', 'Task', 'EMAIL'].map((channel) => ({ channel })),
    ]) {
      assert.deepEqual(parseMessage(eventWith(detail)), [{ is: 'nothing' }], JSON.stringify(detail));
    }
    for (const members of [
      { InitiationMethod: 'INBOUND' },
      { Channel: 'CHAT' },
      { DisconnectTimestamp: null },
      { DisconnectTimestamp: '1970-01-01T00:00:00.001Z' },
    ]) {
      assert.deepEqual(parseMessage(recordWith(members)), [{ is: 'nothing' }], JSON.stringify(members));
    }
  });

  it('that is a contact record says all that DescribeContact would', () => {
    const contact = {
      contactId,
      initiatedAt: '2026-11-21T12:00:00.000Z',
      connectedAt: '2026-11-21T12:00:04.000Z',
      enqueuedAt: '2026-11-21T12:00:05.000Z',
      agentConnectedAt: '2026-11-21T12:00:06.000Z',
      endedAt: '2026-11-21T12:00:26.000Z',
      queueId: 'queue-1',
      agentId: 'agent-1',
      destinationPhoneNumber: '+12065550100',
      sourcePhoneNumber: '+12065550190',
      disconnectReason: 'CUSTOMER_DISCONNECT',
      potentialDisconnectIssue: 'AGENT_CONNECTIVITY_ISSUE',
      answeringMachineDetectionStatus: 'HUMAN_ANSWERED',
      customerAudioQuality: 3.9,
      agentAudioQuality: 4.1,
      attributes: { outboundCallWorkflowId: 'reminder-A-1001', Language: 'de' },
    };
    const parsed = { is: 'contact-record', instanceId, contactId, contact };
    assert.deepEqual(parseMessage(JSON.stringify(record)), [parsed]);
  });

  it('that names no contact or no instance, or is no JSON, is poison with a reason', () => {
    for (const [body, why] of [
      ['', /not JSON/],
      ['not JSON', /not JSON/],
      ['[]', /an empty list/],
      ['null', /not a JSON object/],
      ['{}', /neither/],
      [eventWith({ contactId: undefined }), /no contactId/],
      [eventWith({ contactId: 7 }), /no contactId/],
      [eventWith({ tags: undefined, instanceArn: 'arn:aws:connect' }), /no instance/],
      [recordWith({ InstanceARN: undefined }), /no instance/],
    ] as const) {
      const [parsed, ...more] = parseMessage(body);
      assert.deepEqual(more, []);
      assert.ok(parsed?.is === 'poison', body);
      assert.match(parsed.why, why);
    }
  });

  it('of any content is read without an exception, and gives nothing that is not text', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      damaged(event),
      damaged(record),
      damaged({ data: 'e30=' }),
    );
    fc.assert(
      fc.property(anything, (body) => {
        const contents = parseMessage(body);
        assert.ok(contents.length > 0);
        for (const parsed of contents) {
          if (!('contactId' in parsed)) continue;
          assert.equal(typeof parsed.contactId, 'string');
          assert.equal(typeof parsed.instanceId, 'string');
          if (parsed.is !== 'contact-record') continue;
          for (const value of Object.values(parsed.contact.attributes)) assert.equal(typeof value, 'string');
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

/** A message with some of its members, at any depth, replaced by anything. */
function damaged(message: unknown): fc.Arbitrary<string> {
  const damage = (value: unknown): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 8, arbitrary: isObject(value) ? membersOf(value) : fc.constant(value) },
      { weight: 1, arbitrary: fc.jsonValue() },
    );
  const membersOf = (value: object) =>
    fc.record(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, damage(inner)])));
  return damage(message).map((value) => JSON.stringify(value));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
