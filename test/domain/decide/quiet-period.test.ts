import assert from 'node:assert/strict';
import type { Attempt } from '../../../src/domain/call/attempt';
import { searchTime } from '../../../src/domain/decide/quiet-period';
import { attemptsThat, callUnder, start } from '../fixtures';

const lost = { disposition: 'unknown', phoneMayBeRinging: true } as const;
const quiet = 75_000;

describe('the time to search for a contact', () => {
  it('lasts for the ring and the quiet period after the attempt, and returns how much is left', () => {
    assert.deepEqual(time(attemptsThat({ disposition: 'busy' }, lost), 5_000), {
      until: new Date(start + quiet).toISOString(),
      leftMs: quiet - 5_000,
    });
  });

  for (const [what, attempts, passed] of [
    ['before the first attempt', [], 0],
    ['when the quiet is over', attemptsThat(lost), quiet],
    [
      'where the last attempt is known, whatever the one before',
      attemptsThat(lost, { disposition: 'busy' }),
      0,
    ],
    ['where no phone can be ringing', attemptsThat({ disposition: 'unknown' }), 0],
    ['where the contact is known, and only its end is not', attemptsThat({ ...lost, contactId: 'c' }), 0],
  ] as const) {
    it(`is none ${what}`, () => {
      assert.equal(time(attempts, passed), undefined);
    });
  }
});

function time(attempts: readonly Attempt[], passed: number) {
  const { policy } = callUnder({ quietPeriod: quiet - 60_000 }).request;
  return searchTime(policy, attempts, start + passed);
}
