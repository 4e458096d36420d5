import assert from 'node:assert/strict';
import { days, duration, hours, minutes, seconds } from '../../../src/domain/policy/duration';

describe('duration', () => {
  const same: [written: string | number, milliseconds: number][] = [
    [0, 0],
    [1500, 1500],
    [1500.5, 1501],
    ['90 seconds', 90 * seconds],
    ['90s', 90 * seconds],
    ['1.5 hours', 90 * minutes],
    ['30 minutes', 30 * minutes],
    ['2h', 2 * hours],
    ['3 days', 3 * days],
    ['1 week', 7 * days],
    ['366 days', 366 * days],
    ['250', 250],
  ];
  for (const [written, milliseconds] of same) {
    it(`reads ${JSON.stringify(written)} as ${milliseconds} ms`, () => {
      assert.equal(duration().parse(written), milliseconds);
    });
  }

  it('includes its bounds, and nothing beyond them', () => {
    const bounded = duration({ min: 1 * seconds, max: 1 * minutes });
    assert.deepEqual(
      [1000, 60_000].map((value) => bounded.safeParse(value).success),
      [true, true],
    );
    assert.deepEqual(
      [999, 60_001].map((value) => bounded.safeParse(value).success),
      [false, false],
    );
  });
});
