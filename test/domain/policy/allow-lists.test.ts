import assert from 'node:assert/strict';
import { allowListsSchema, notAllowed, openLists } from '../../../src/domain/policy/allow-lists';
import { policySchema } from '../../../src/domain/policy/policy';

const id = (last: number) => `aaaaaaaa-0000-4000-8000-00000000000${last}`;
const arn = (resource: string) => `arn:aws:connect:us-east-1:123456789012:instance/${id(1)}${resource}`;

const policy = policySchema.parse({
  ...{ instanceId: id(1), contactFlowId: id(2), reachedWhen: 'agent' },
  steps: [
    { queueId: id(3) },
    { queueId: id(4), contactFlowId: `${id(5)}:2` },
    { sourcePhoneNumber: '+12065550190' },
  ],
  beforeDial: { activity: 'mayCall', taskQueue: 'crm' },
});

describe('the allow-lists of the settings', () => {
  const pathsRefused = (lists: object) =>
    notAllowed(allowListsSchema.parse(lists), policy).map(({ path }) => path);

  it('allow everything where they are left out: a policy is trusted input', () => {
    assert.deepEqual(pathsRefused({}), []);
    assert.deepEqual(openLists(), ['beforeDial', 'instanceIds', 'contactFlowIds', 'queueIds']);
    assert.deepEqual(openLists({ beforeDial: [] }), ['instanceIds', 'contactFlowIds', 'queueIds']);
  });

  it('allow nothing where they are empty', () => {
    assert.deepEqual(pathsRefused({ beforeDial: [], instanceIds: [], contactFlowIds: [], queueIds: [] }), [
      'policy.instanceId',
      'policy.contactFlowId',
      'policy.steps[0].queueId',
      'policy.steps[1].contactFlowId',
      'policy.steps[1].queueId',
      'policy.beforeDial',
    ]);
  });

  it('allow what they name, by ID or ARN, and all versions of a flow that they name without one', () => {
    const lists = {
      beforeDial: [{ activity: 'mayCall', taskQueue: 'crm' }],
      instanceIds: [arn('')],
      contactFlowIds: [arn(`/contact-flow/${id(2)}`), id(5)],
      queueIds: [id(3), arn(`/queue/${id(4)}`)],
    };
    assert.deepEqual(pathsRefused(lists), []);
    assert.deepEqual(pathsRefused({ contactFlowIds: [id(2), `${id(5)}:1`] }), [
      'policy.steps[1].contactFlowId',
    ]);
  });

  for (const beforeDial of [
    { activity: 'mayCall', taskQueue: 'payments-admin' },
    { activity: 'refund', taskQueue: 'crm' },
  ])
    it(`allow an activity only on its task queue: not where they name ${beforeDial.activity} on ${beforeDial.taskQueue}`, () => {
      assert.deepEqual(pathsRefused({ beforeDial: [beforeDial] }), ['policy.beforeDial']);
    });

  it('say which setting does not allow it, and repeat nothing of the policy', () => {
    assert.deepEqual(
      notAllowed({ queueIds: [id(3)] }, policy).map(({ message }) => message),
      ['is not among allowed.queueIds of temporal.config.ts (docs/guard.md)'],
    );
  });
});
