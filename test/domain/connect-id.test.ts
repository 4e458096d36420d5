import assert from 'node:assert/strict';
import { configSchema } from '../../src/config/define-config';
import { byInstanceId, readConnectId, type ConnectResource } from '../../src/domain/connect-id';
import { parsed, requestInput } from './fixtures';
import { itRefuses } from './call/refusals';

const instance = 'aaaaaaaa-0000-4000-8000-00000000000f';
const id = 'cccccccc-0000-4000-8000-00000000000e';
const arn = `arn:aws:connect:us-west-2:111122223333:instance/${instance}`;
const govArn = `arn:aws-us-gov:connect:us-gov-west-1:111122223333:instance/${instance}`;

describe('an identifier of Amazon Connect', () => {
  const read: readonly [ConnectResource, text: string, id: string][] = [
    ['instance', instance, instance],
    ['instance', instance.toUpperCase(), instance],
    ['instance', arn, instance],
    ['instance', govArn, instance],
    ['instance', arn.toUpperCase(), instance],
    ['instance', 'an-instance', 'an-instance'],
    ['queue', `${arn}/queue/${id}`, id],
    ['queue', id.toUpperCase(), id],
    ['contact-flow', `${arn}/contact-flow/${id}`, id],
    ['contact-flow', `${id.toUpperCase()}:$SAVED`, `${id}:$SAVED`],
    ['operating-hours', `${arn}/operating-hours/${id}`, id],
    ['contact', `${arn}/contact/${id}`, id],
  ];
  for (const [resource, text, is] of read) {
    it(`${text} is the ${resource} ${is}`, () => {
      assert.deepEqual(readConnectId(text, resource), { id: is });
    });
  }

  const refused: readonly [ConnectResource, text: string, RegExp][] = [
    [
      'instance',
      `${arn}/queue/${id}`,
      /an ARN, but not the ARN of an instance: write that, or its last part/,
    ],
    ['queue', arn, /an ARN, but not the ARN of a queue/],
    ['queue', `${arn}/contact-flow/${id}`, /an ARN, but not the ARN of a queue/],
    ['contact-flow', `${arn}/queue/${id}`, /an ARN, but not the ARN of a contact flow/],
    ['operating-hours', `${arn}/queue/${id}`, /not the ARN of hours of operation/],
    ['instance', 'arn:aws:sqs:us-west-2:111122223333:events', /not the ARN of an instance/],
    ['instance', `instance/${instance}`, /contains "\/"; expected the ID of an instance/],
    ['instance', 'https://shop.my.connect.aws/', /contains "\/"/],
    ['instance', `${instance} `, /contains a space/],
    ['queue', `\u200b${id}`, /contains the invisible character U\+200B/],
    ['queue', `{${id}}`, /contains "{"; expected the ID of a queue/],
    ['instance', instance.replaceAll('-', ''), /is an ID without hyphens; expected the ID of an instance/],
    ['queue', `urn:uuid:${id}`, /contains ":"/],
    ['contact-flow', `urn:uuid:${id}`, /contains ":"/],
    ['instance', `${instance}:$LATEST`, /contains ":"/],
    ['instance', 'x'.repeat(101), /more than 100 characters/],
  ];
  for (const [resource, text, problem] of refused) {
    it(`refuses ${JSON.stringify(text)} for a ${resource}`, () => {
      const reading = readConnectId(text, resource);
      assert.ok('problem' in reading, JSON.stringify(reading));
      assert.match(reading.problem, problem);
    });
  }
});

describe('the identifiers of a request', () => {
  it('are IDs once it is parsed, whether given as ARNs or in capitals', () => {
    const { policy, relatedContactId } = parsed(
      requestInput(
        {
          instanceId: arn,
          contactFlowId: `${arn}/contact-flow/${id}`,
          steps: [{ queueId: `${arn}/queue/${id}`, contactFlowId: id.toUpperCase() }],
          callingHours: { hoursOfOperationId: `${arn}/operating-hours/${id}` },
        },
        { relatedContactId: id.toUpperCase() },
      ),
    );
    const [step] = policy.steps;
    assert.deepEqual(
      [policy.instanceId, policy.contactFlowId, step?.queueId, step?.contactFlowId, relatedContactId],
      [instance, id, id, id, id],
    );
    assert.equal(policy.callingHours?.hoursOfOperationId, id);
  });

  itRefuses([
    {
      of: 'are refused where an ARN is of another resource',
      input: requestInput({ instanceId: `${arn}/queue/${id}` }),
      path: 'policy.instanceId',
      message: /not the ARN of an instance/,
    },
    {
      of: 'are refused where an ARN is of another instance than the policy',
      input: requestInput({ instanceId: id, steps: [{ queueId: `${arn}/queue/${id}` }] }),
      path: 'policy.steps[0].queueId',
      message: /of instance aaaaaaaa-0000-4000-8000-00000000000f, but the call is made on instance cccccccc/,
    },
    {
      of: 'are refused where the contact is one of another instance',
      input: requestInput({ instanceId: id }, { relatedContactId: `${arn}/contact/${id}` }),
      path: 'relatedContactId',
      message: /but the call is made on instance/,
    },
    {
      of: 'are refused in a step as well',
      input: requestInput({ steps: [{ queueId: `${arn}/contact-flow/${id}` }] }),
      path: 'policy.steps[0].queueId',
      message: /not the ARN of a queue/,
    },
  ]);
});

describe('settings of instances', () => {
  it('are found by the ID, whether they name the ARN or an ID in capitals', () => {
    const elsewhere = { region: 'us-west-2' };
    for (const name of [arn, instance.toUpperCase(), instance]) {
      const { connect } = configSchema.parse({
        connect: { instanceId: name, instances: { [name]: elsewhere } },
      });
      assert.deepEqual(connect, { instanceId: instance, instances: { [instance]: elsewhere } });
    }
  });

  it('are refused where an instance is named twice, or by another ARN', () => {
    const twice = { [arn]: {}, [instance]: {} };
    assert.throws(() => byInstanceId(twice), /names instance aaaaaaaa-.* again/);
    assert.match(
      configSchema.safeParse({ connect: { instances: twice } }).error?.issues[0]?.message ?? '',
      /names instance .* again/,
    );
    assert.throws(() => byInstanceId({ [`${arn}/queue/${id}`]: {} }), /not the ARN of an instance/);
  });
});
