import assert from 'node:assert/strict';
import { Disposition } from '../../../src/domain/call/disposition';
import { decideNext } from '../../../src/domain/decide/decide-next';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { attemptsThat, callUnder, start } from '../fixtures';
import { minute } from '../hours/wall-clock';

const lost = { disposition: Disposition.Unknown, neverRang: true } as const;
const noAnswer = { disposition: Disposition.NoAnswer };

describe('an attempt that never rang', () => {
  it('is not an attempt of its step, and its number is not used again', () => {
    assert.deepEqual(next({ steps: [{ queueId: 'q' }] }, lost), { step: 'step-1', number: 2, after: 0 });
  });

  it('is not counted by the limits of the call', () => {
    const limits = { attempts: 1, perDay: 1, rest: '1 day' };
    assert.deepEqual(next({ steps: [{ queueId: 'q' }], limits }, lost), {
      step: 'step-1',
      number: 2,
      after: 0,
    });
  });

  it('leads to nothing that the policy says about "unknown"', () => {
    const policy = { steps: [{ queueId: 'q' }], on: { unknown: 'stop' as const } };
    assert.deepEqual(next(policy, lost), { step: 'step-1', number: 2, after: 0 });
  });

  it('leaves the wait after the attempt before it', () => {
    const policy = { steps: [{ queueId: 'q', attempts: 2, retryAfter: '10 minutes' }] };
    assert.deepEqual(next(policy, noAnswer, lost), { step: 'step-1', number: 3, after: 10 });
  });

  it('leaves the attempts that were made: the ladder goes on from these', () => {
    const policy = { steps: [{ queueId: 'q', retryAfter: 0 }, { queueId: 'other' }] };
    assert.deepEqual(next(policy, noAnswer, lost), { step: 'step-2', number: 3, after: 0 });
  });
});

function next(policy: Partial<PolicyInput>, ...endings: Parameters<typeof attemptsThat>) {
  const decision = decideNext(callUnder(policy, { attempts: attemptsThat(...endings) }), start);
  assert.equal(decision.do, 'dial');
  const { step, number } = decision.attempt;
  return { step, number, after: (Date.parse(decision.at) - start) / minute };
}
