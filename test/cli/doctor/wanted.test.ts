import assert from 'node:assert/strict';
import { wantedOf } from '../../../src/cli/doctor/wanted';
import { policySchema, type Policy } from '../../../src/domain/policy/policy';

function policy(steps: unknown[], members: Record<string, unknown> = {}): Policy {
  return policySchema.parse({
    instanceId: 'one',
    contactFlowId: 'flow',
    reachedWhen: 'agent',
    steps,
    ...members,
  });
}

describe('what the doctor looks at', () => {
  it('is nothing without an instance', () => {
    assert.deepEqual(wantedOf({ contactFlowId: 'flow' }, []), []);
  });

  it('is each thing once, with everybody who names it', () => {
    const file = 'a.yaml';
    const steps = [
      { name: 'first', queueId: 'q' },
      { name: 'then', queueId: 'q', sourcePhoneNumber: '+12065550190', contactFlowId: 'other' },
    ];
    assert.deepEqual(
      wantedOf({ instanceId: 'one', contactFlowId: 'flow' }, [{ file, policy: policy(steps) }]),
      [
        {
          instanceId: 'one',
          flows: [
            { id: 'flow', usedBy: ['a.yaml: first', 'settings'] },
            { id: 'other', usedBy: ['a.yaml: then'] },
          ],
          queues: [
            { id: 'q', usedBy: ['a.yaml: first', 'a.yaml: then'], showsItsNumber: true, destinations: [] },
          ],
          numbers: [{ id: '+12065550190', usedBy: ['a.yaml: then'], destinations: [] }],
          hours: [],
          isSearchable: false,
        },
      ],
    );
  });

  it('is the hours of operation that calls are kept to, named by their policies', () => {
    const named = policy([{ queueId: 'q' }], { callingHours: { hoursOfOperationId: 'weekdays' } });
    const [wanted] = wantedOf({}, [
      { file: 'a.yaml', policy: named },
      { file: 'b.yaml', policy: named },
      { file: 'c.yaml', policy: policy([{ queueId: 'q' }]) },
    ]);
    assert.deepEqual(wanted?.hours, [{ id: 'weekdays', usedBy: ['a.yaml', 'b.yaml'] }]);
  });

  it("checks a queue's number only if a step shows it, with the destinations of such steps", () => {
    const number = { sourcePhoneNumber: '+12065550190', destinationPhoneNumber: '+33123456789' };
    const [wanted] = wantedOf({}, [{ file: 'a.yaml', policy: policy([{ queueId: 'q', ...number }]) }]);
    assert.deepEqual(
      wanted?.queues.map(({ showsItsNumber }) => showsItsNumber),
      [false],
    );
    assert.deepEqual(
      wanted.numbers.map(({ destinations }) => destinations),
      [['+33123456789']],
    );
  });

  it('is apart for each instance', () => {
    const named = [
      { file: 'a.yaml', policy: policy([{ queueId: 'q' }]) },
      { file: 'b.yaml', policy: policy([{ queueId: 'q' }], { instanceId: 'two' }) },
    ];
    assert.deepEqual(
      wantedOf({ instanceId: 'three' }, named).map(({ instanceId, queues }) => [instanceId, queues.length]),
      [
        ['one', 1],
        ['two', 1],
        ['three', 0],
      ],
    );
  });

  it('is searchable where the settings say so, an instance by itself or all of them', () => {
    const named = [{ file: 'a.yaml', policy: policy([{ queueId: 'q' }]) }];
    const isSearchable = (connect: Parameters<typeof wantedOf>[0]) =>
      wantedOf(connect, named).map((wanted) => wanted.isSearchable);
    assert.deepEqual(isSearchable({ searchable: true }), [true]);
    assert.deepEqual(isSearchable({ searchable: true, instances: { one: { searchable: false } } }), [false]);
    assert.deepEqual(isSearchable({ instances: { one: { searchable: true } } }), [true]);
  });
});
