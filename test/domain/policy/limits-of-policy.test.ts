import assert from 'node:assert/strict';
import { limitsOfPolicy } from '../../../src/domain/policy/limits-of-policy';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { parsed, requestInput } from '../fixtures';

function limitsOf(limits: PolicyInput['limits']) {
  return limitsOfPolicy(parsed(requestInput({ limits })).policy.limits);
}

const hour = 3_600_000;

describe("a policy's own limits", () => {
  it('are none unless it says so', () => {
    assert.deepEqual(limitsOf({}), []);
  });

  it('are named as people find them in the policy, and count every attempt to reach the person', () => {
    assert.deepEqual(
      limitsOf({
        perDay: 2,
        rolling: [
          { most: 3, within: '24 hours' },
          { most: 7, within: '7 days' },
        ],
        rest: ['27 hours', '29 hours'],
      }),
      [
        { kind: 'count', name: 'policy.limits.perDay', most: 2, within: { localDays: 1 }, per: 'person' },
        {
          kind: 'count',
          name: 'policy.limits.rolling[0]',
          most: 3,
          within: { rolling: 24 * hour },
          per: 'person',
        },
        {
          kind: 'count',
          name: 'policy.limits.rolling[1]',
          most: 7,
          within: { rolling: 7 * 24 * hour },
          per: 'person',
        },
        {
          kind: 'rest',
          name: 'policy.limits.rest',
          after: 'attempt',
          for: [{ rolling: 27 * hour }, { rolling: 29 * hour }],
          per: 'person',
        },
      ],
    );
  });

  it('take one length of rest as well as a list', () => {
    assert.deepEqual(limitsOf({ rest: '24 hours' }), limitsOf({ rest: ['24 hours'] }));
  });
});
