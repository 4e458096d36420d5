import assert from 'node:assert/strict';
import { backoff } from '../../src/domain/backoff';

describe('a backoff', () => {
  it('waits twice as long each time, up to the longest wait', () => {
    const waits = [0, 1, 2, 3, 10_000].map((failures) =>
      backoff({ firstMs: 1_000, longestMs: 5_000 }, failures),
    );
    assert.deepEqual(waits, [1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('grows by its factor', () => {
    assert.equal(backoff({ firstMs: 1_000, factor: 1.5, longestMs: 60_000 }, 2), 2_250);
  });

  it('that starts with no wait never waits, however often it fails', () => {
    assert.equal(backoff({ firstMs: 0, longestMs: 5_000 }, 10_000), 0);
  });
});
