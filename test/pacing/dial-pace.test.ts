import assert from 'node:assert/strict';
import { DialPace } from '../../src/worker/dial-pace';

describe('the pace of one worker', () => {
  it('sends no more at one moment than Amazon Connect takes, however many dials it finds in its hands', async () => {
    const pace = new DialPace({ dialsPerSecond: 20, dialBurst: 5, countWorkers: () => Promise.resolve(1) });
    const began = performance.now();
    const sentAt = await Promise.all(
      Array.from({ length: 6 }, async () => {
        await pace.turn();
        return performance.now() - began;
      }),
    );
    // A guess is that there are four workers, so one at once, then one every 133 ms: nobody can be earlier than that.
    for (const [index, at] of [...sentAt].sort((a, b) => a - b).entries()) {
      assert.ok(at >= index * 133 - 50, `dial ${index + 1} after ${at} ms`);
    }
  });
});
