import assert from 'node:assert/strict';
import type { ConnectInspector } from '../../src/connect/inspect';
import { awsInspector } from '../../src/connect/inspect-aws';
import { simulatedInstance, startSimulator, type FaultKind, type Simulator } from '../../src/simulator';

const { instanceId, contactFlowId, queues, region } = simulatedInstance;
const [queue] = queues;
const nobody = 'aaaaaaaa-0000-4000-8000-00000000dead';

describe('the inspector through the AWS SDK', () => {
  let simulator: Simulator;
  let inspector: ConnectInspector;

  before(async () => {
    simulator = await startSimulator();
    inspector = inspectorOf(simulator.url);
  });
  after(() => simulator.close());
  afterEach(() => {
    simulator.reset();
  });

  it('describes a queue, its number and its hours', async () => {
    const described = await inspector.describeQueue({ instanceId, id: queue.queueId });
    assert(described.kind === 'found');
    const { callerIdNumberId = '', hoursOfOperationId = '' } = described.found;
    assert.deepEqual(described.found, {
      name: 'Own team',
      isEnabled: true,
      callerIdNumberId,
      hoursOfOperationId,
    });
    assert.deepEqual(await inspector.describePhoneNumber(callerIdNumberId), {
      kind: 'found',
      found: {
        phoneNumberId: callerIdNumberId,
        phoneNumber: queue.outboundNumber,
        countryCode: 'US',
        type: 'DID',
        status: 'CLAIMED',
        targetArn: simulatedInstance.instanceArn,
      },
    });
    assert.deepEqual(await inspector.describeHoursOfOperation({ instanceId, id: hoursOfOperationId }), {
      kind: 'found',
      found: { name: 'Weekdays', timeZone: 'America/Los_Angeles', openings: 5 },
    });
  });

  it('describes a contact flow', async () => {
    assert.deepEqual(await inspector.describeContactFlow({ instanceId, id: contactFlowId }), {
      kind: 'found',
      found: { name: 'Greet and transfer', type: 'CONTACT_FLOW', isArchived: false, isPublished: true },
    });
  });

  it('lists the numbers of an instance, and recognizes a missing instance', async () => {
    const listed = await inspector.listPhoneNumbers(instanceId);
    assert(listed.kind === 'found');
    assert.deepEqual(
      listed.found.map(({ phoneNumber }) => phoneNumber),
      simulatedInstance.sourcePhoneNumbers,
    );
    assert.equal((await inspector.listPhoneNumbers(nobody)).kind, 'not-found');
  });

  const exception = (code: string, status: number): FaultKind => ({ kind: 'error', code, status });
  for (const [what, fault, kind] of [
    ['a thing that is not there', exception('ResourceNotFoundException', 404), 'not-found'],
    ['an identifier that is none', exception('InvalidParameterException', 400), 'not-found'],
    ['a flow that is not published', exception('ContactFlowNotPublishedException', 404), 'not-published'],
    ['a missing permission', exception('AccessDeniedException', 403), 'not-permitted'],
    ['unknown credentials', exception('UnrecognizedClientException', 403), 'credentials-refused'],
    ['expired credentials', exception('ExpiredTokenException', 403), 'credentials-refused'],
    ['a throttle', { kind: 'throttle' }, 'throttled'],
    ['a broken connection', { kind: 'drop-before' }, 'unreachable'],
    ['a failure inside', exception('InternalServiceException', 500), 'failed'],
    ['a page of HTML', { kind: 'html-error' }, 'failed'],
  ] as const satisfies readonly (readonly [string, FaultKind, string])[]) {
    it(`recognizes ${what}: ${kind}`, async () => {
      simulator.fault({ operation: 'DescribeContactFlow', ...fault });
      const answer = await inspector.describeContactFlow({ instanceId, id: contactFlowId });
      assert.equal(answer.kind, kind);
      if (answer.kind === 'not-permitted') assert.equal(answer.permission, 'connect:DescribeContactFlow');
    });
  }

  it('knows its account and Region', async () => {
    const { inspector: asking, settings } = awsInspector({
      endpoint: simulator.url,
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    assert.equal(settings.endpoint(), undefined);
    await asking.listPhoneNumbers(instanceId);
    assert.equal(settings.endpoint(), simulator.url);
    assert.equal(await settings.region(), region);
    await settings.credentials();
  });
});

function inspectorOf(url: string): ConnectInspector {
  return awsInspector({
    endpoint: url,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  }).inspector;
}
