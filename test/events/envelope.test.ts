import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { parseMessage } from '../../src/events/parse-message';

const instanceId = 'aaaaaaaa-0000-4000-8000-000000000001';
const instanceArn = `arn:aws:connect:us-west-2:111122223333:instance/${instanceId}`;

/** A contact event, as EventBridge's documentation shows events. */
const event = eventOf('0199c0de-0000-7000-8000-000000000001');
const terminal = terminalOf('0199c0de-0000-7000-8000-000000000001');

const record = {
  AWSContactTraceRecordFormatVersion: '2017-03-10',
  Attributes: { outboundCallWorkflowId: 'reminder-A-1001' },
  Channel: 'VOICE',
  ContactId: '0199c0de-0000-7000-8000-000000000002',
  DisconnectTimestamp: '2026-11-21T12:00:26Z',
  InitiationMethod: 'API',
  InstanceARN: instanceArn,
};

describe('a contact event is read as one when it is delivered', () => {
  for (const [how, body] of Object.entries({
    'as EventBridge delivers it': event,
    'under the new name of the product': { ...event, 'detail-type': 'Amazon Connect Customer Contact Event' },
    'by a replay of an archive': { ...event, 'replay-name': 'after the outage' },
    'by a rule with the input path $.detail': event.detail,
    'by an input transformer with the whole event in a member': { event },
    'by an input transformer with the detail alone': { detail: event.detail },
    'by an input transformer as a JSON string': JSON.stringify(event),
    'by an input transformer that picks members': {
      contactId: terminal.contactId,
      eventType: 'DISCONNECTED',
      instanceArn,
    },
    'by Amazon SNS': sns(event),
    'by Amazon SNS, of a rule with the input path $.detail': sns(event.detail),
    'by Amazon SNS to a Lambda function that sends it on': snsToLambda(event),
    'by Amazon SNS twice': sns(sns(event)),
    'by a pipe from a stream of events': kinesis(event),
    'by a pipe from a stream, decoded': { eventSource: 'aws:kinesis', data: event },
    'by a pipe from a stream, decoded into text': { eventSource: 'aws:kinesis', data: JSON.stringify(event) },
    'by a pipe from another queue': sqs(event),
    'by a pipe from another queue of Amazon SNS': sqs(sns(event)),
    'by a pipe to another event bus': { ...event, 'detail-type': 'Event from a pipe', detail: sqs(event) },
    'by a Lambda destination, of a function that got it': destination(event, { ok: true }),
    'by a Lambda destination, of a function that failed': destination(event, {
      errorMessage: 'no',
      errorType: 'E',
    }),
    'by a Lambda destination, of a function that returned it': destination({ batch: 7, of: 9 }, event),
    'by a Lambda destination on an event bus': {
      source: 'lambda',
      'detail-type': 'Lambda Function Invocation Result - Success',
      detail: destination(sns(event), null),
    },
    'in a batch of one': [event],
    'by an input transformer with the event and the rule': {
      rule: 'arn:aws:events:us-west-2:rule/ended',
      event,
    },
    'by an input transformer with the event as text': { rule: 'ended', event: JSON.stringify(event) },
    'by a task of Step Functions that waits for a token': { TaskToken: 'AAAA1234', Payload: { event } },
    'by a pipe from Kafka': { eventSource: 'aws:kafka', topic: 'ends', value: base64(event) },
    'by Kafka to a Lambda function that sends it on': { records: { 'ends-0': [{ value: base64(event) }] } },
    'as a CloudEvent with binary data': {
      specversion: '1.0',
      source: 'aws.connect',
      data_base64: base64(event),
    },
    'in a log group': logs(event),
    'by a subscription of a log group': {
      awslogs: { data: gzipSync(JSON.stringify(logs(event))).toString('base64') },
    },
    'as a CloudEvent': { specversion: '1.0', source: 'aws.connect', type: 'contact', data: event },
  })) {
    it(how, () => {
      assert.deepEqual(parseMessage(JSON.stringify(body)), [terminal]);
    });
  }
});

describe('a message is read however its text is written', () => {
  for (const [how, body] of Object.entries({
    'with a byte order mark': `\ufeff${JSON.stringify(event)}`,
    'in base64': base64(event),
    'in base64, compressed': gzipSync(JSON.stringify(event)).toString('base64'),
    'with line breaks': `${JSON.stringify(event, null, 2)}\r\n`,
  })) {
    it(how, () => {
      assert.deepEqual(parseMessage(body), [terminal]);
    });
  }

  it('one document a line', () => {
    assert.deepEqual(parseMessage(`${JSON.stringify(event)}\n${JSON.stringify(event)}\n`), [
      terminal,
      terminal,
    ]);
  });

  it('but not when it unpacks to far more than JSON does', () => {
    const [bomb] = parseMessage(gzipSync(`[${' '.repeat(10_000_000)}]`).toString('base64'));
    assert.equal(bomb?.is, 'poison');
  });
});

describe('a batch', () => {
  const [one, other] = ['0199c0de-0000-7000-8000-000000000003', '0199c0de-0000-7000-8000-000000000004'];
  for (const [how, body] of Object.entries({
    'of a pipe': [eventOf(one), eventOf(other)],
    'of Kinesis records for a Lambda function': {
      Records: [one, other].map((id) => ({ eventSource: 'aws:kinesis', kinesis: kinesis(eventOf(id)) })),
    },
    'of messages of a queue': { Records: [sqs(eventOf(one)), sqs(eventOf(other))] },
    'of Firehose': {
      deliveryStreamArn: 'arn:aws:firehose',
      records: [kinesis(eventOf(one)), kinesis(eventOf(other))],
    },
    'of batches': [[sns([eventOf(one)])], [eventOf(other)]],
  })) {
    it(`${how} is read as all of its events`, () => {
      assert.deepEqual(parseMessage(JSON.stringify(body)), [terminalOf(one), terminalOf(other)]);
    });
  }

  it('in which one event cannot be read is read all the same, with the reason', () => {
    assert.deepEqual(parseMessage(JSON.stringify([eventOf(one), { contactId: other }, eventOf(other)])), [
      terminalOf(one),
      {
        is: 'poison',
        why: 'it names a contact, but has neither an eventType nor the Attributes of a contact record',
      },
      terminalOf(other),
    ]);
  });
});

describe('a contact record is read as one when it is delivered', () => {
  for (const [how, body] of Object.entries({
    'as it is': record,
    'by a pipe from its stream': kinesis(record),
    'by a pipe from its stream, decoded': { data: record },
    'by a Lambda function that got it from its stream': { Records: [{ kinesis: kinesis(record) }] },
    'by Amazon SNS': sns(record),
    'on an event bus': { source: 'my.records', 'detail-type': 'Contact record', detail: record },
    'without its format, by a transformer': { ...record, AWSContactTraceRecordFormatVersion: undefined },
  })) {
    it(how, () => {
      const [parsed, ...more] = parseMessage(JSON.stringify(body));
      assert.deepEqual(more, []);
      assert.ok(parsed?.is === 'contact-record');
      assert.deepEqual(parsed.contact.attributes, record.Attributes);
    });
  }
});

describe('a message is not taken for another, but has a reason', () => {
  const untyped = { ...event.detail, eventType: undefined };
  const undetailed = { ...event, detail: undefined };
  for (const [what, body, why] of [
    ['a detail that lost its type', untyped, /neither an eventType nor the Attributes/],
    ['a contact event that lost its type', { ...event, detail: untyped }, /neither an eventType/],
    ['an event that lost its detail', undetailed, /neither a contact event nor a contact record/],
    ['what a rule with the input path $.detail.contactId delivers', terminal.contactId, /not JSON/],
    ['what a rule with the input path $.time delivers', 7, /not a JSON object/],
    ['a record of a stream that is no JSON', { data: 'bm8gSlNPTg==', partitionKey: '1' }, /not JSON/],
    [
      'a request to confirm a subscription',
      { Type: 'SubscriptionConfirmation', TopicArn: 'arn:aws:sns:r:a:t', Message: 'You have chosen' },
      /SubscriptionConfirmation of Amazon SNS/,
    ],
    ['a plain text of Amazon SNS', { ...sns({}), Message: 'hello' }, /not JSON/],
    [
      'a notification of Amazon S3',
      { Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: 'records' }, object: { key: '1' } } }] },
      /names an object in Amazon S3/,
    ],
    [
      "AWS Lambda's notice of a failed batch",
      {
        requestContext: { functionArn: 'arn:aws:lambda', condition: 'RetryAttemptsExhausted' },
        KinesisBatchInfo: { shardId: 'shardId-000000000000', batchSize: 1 },
      },
      /without the batch's records/,
    ],
    [
      'an event of other software',
      { source: 'my.shop', 'detail-type': 'Order', detail: { id: 1, of: 2 } },
      /neither/,
    ],
    [
      'a completed step of other software',
      { source: 'my.shop', 'detail-type': 'Order', detail: { eventType: 'COMPLETED', orderId: '1' } },
      /no contactId/,
    ],
  ] as const) {
    it(what, () => {
      const [parsed, ...more] = parseMessage(JSON.stringify(body));
      assert.deepEqual(more, []);
      assert.ok(parsed?.is === 'poison', JSON.stringify(parsed));
      assert.match(parsed.why, why);
    });
  }

  it('an envelope without an end', () => {
    const nested = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.deepEqual(parseMessage(nested), [{ is: 'poison', why: 'it is wrapped more than 16 times' }]);
  });

  it('other events of Amazon Connect, which a broad rule passes, are ignored', () => {
    for (const type of ['Contact Lens Post Call Rules Matched', 'AWS API Call via CloudTrail']) {
      const detail = { version: '1.0', ruleName: 'any', contactArn: `${instanceArn}/contact/1`, instanceArn };
      assert.deepEqual(parseMessage(JSON.stringify({ ...event, 'detail-type': type, detail })), [
        { is: 'nothing' },
      ]);
    }
  });
});

function eventOf(contactId: string) {
  return {
    version: '0',
    id: '11111111-0000-4000-8000-000000000001',
    'detail-type': 'Amazon Connect Contact Event',
    source: 'aws.connect',
    account: '111122223333',
    time: '2026-11-21T12:00:26Z',
    region: 'us-west-2',
    resources: [instanceArn],
    detail: {
      eventType: 'DISCONNECTED',
      contactId,
      channel: 'VOICE',
      instanceArn,
      initiationMethod: 'API',
      disconnectTimestamp: '2026-11-21T12:00:26.000Z',
    },
  };
}

function terminalOf(contactId: string) {
  return { is: 'terminal-event', instanceId, contactId };
}

function base64(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64');
}

/** As CloudWatch Logs passes the lines of a log group on. */
function logs(content: unknown) {
  return {
    messageType: 'DATA_MESSAGE',
    logGroup: '/aws/events/contacts',
    logEvents: [{ id: '1', timestamp: 1, message: JSON.stringify(content) }],
  };
}

function sns(content: unknown) {
  return {
    Type: 'Notification',
    MessageId: '22222222-0000-4000-8000-000000000001',
    TopicArn: 'arn:aws:sns:us-west-2:111122223333:contact-events',
    Message: JSON.stringify(content),
    Timestamp: '2026-11-21T12:00:27.000Z',
    SignatureVersion: '1',
  };
}

function snsToLambda(content: unknown) {
  return { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', Sns: sns(content) }] };
}

function kinesis(content: unknown) {
  const data = Buffer.from(JSON.stringify(content)).toString('base64');
  return { kinesisSchemaVersion: '1.0', partitionKey: '1', sequenceNumber: '4', data };
}

function sqs(content: unknown) {
  return {
    messageId: '33333333-0000-4000-8000-000000000001',
    receiptHandle: 'handle',
    body: JSON.stringify(content),
    attributes: { ApproximateReceiveCount: '1' },
    eventSource: 'aws:sqs',
  };
}

function destination(requestPayload: unknown, responsePayload: unknown) {
  return {
    version: '1.0',
    timestamp: '2026-11-21T12:00:28.000Z',
    requestContext: {
      requestId: '1',
      functionArn: 'arn:aws:lambda:us-west-2:111122223333:function:f:$LATEST',
    },
    requestPayload,
    responseContext: { statusCode: 200 },
    responsePayload,
  };
}
