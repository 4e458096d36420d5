import assert from 'node:assert/strict';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { DialPace } from '../../src/pacing/dial-pace';

describe('the pace of one worker', () => {
  const countEveryMs = 200;
  const next = () => setTimeout(countEveryMs + 10);

  it('sends no more at one moment than Amazon Connect takes, however many dials it finds in its hands', async () => {
    const countWorkers = () => Promise.resolve(1);
    const pace = new DialPace({ dialsPerSecond: 20, dialBurst: 5, countWorkers });
    // A guess is that there are four workers, so one at once, then one every 200 ms.
    await keepsTo(pace, 5, { atOnce: 1, every: 200 });
  });

  it('is its part of the rate and of the burst, as soon as the workers are counted', async () => {
    const countWorkers = () => Promise.resolve(2);
    const pace = new DialPace({ dialsPerSecond: 20, dialBurst: 10, countWorkers }, countEveryMs);
    await next();
    const four = Promise.all([pace.turn(), pace.turn(), pace.turn(), pace.turn()]);
    // No timer can have fired by then, so none of them has waited.
    const seen = await Promise.race([four, setImmediate('some wait')]);
    assert.notEqual(seen, 'some wait', 'four at once, though it began as one of four');
    assert.equal(pace.dialsInHand, 4 + 2 * 10);
    await keepsTo(pace, 6, { atOnce: 1, every: 100 });
  });

  it('is as before while the workers cannot be counted', async () => {
    const countWorkers = () => Promise.reject(new Error('no connection'));
    const pace = new DialPace({ dialsPerSecond: 20, dialBurst: 5, countWorkers }, countEveryMs);
    await next();
    await keepsTo(pace, 4, { atOnce: 1, every: 200 });
  });

  it('forgets a worker that has died sooner while dials wait than while there are none', async () => {
    const asked: number[] = [];
    const countWorkers = (seconds: number) => Promise.resolve(asked.push(seconds));
    const pace = new DialPace({ dialsPerSecond: 4, dialBurst: 4, countWorkers }, countEveryMs);
    await next();
    await pace.turn();
    await Promise.all(Array.from({ length: 3 }, () => pace.turn()));
    await pace.turn();
    // Its part is four dials a second by then.
    assert.deepEqual(asked.slice(0, 2), [70, 5]);
  });
});

/** Nobody can be earlier than the bucket allows; later they may be. */
async function keepsTo(
  pace: DialPace,
  count: number,
  { atOnce, every }: { atOnce: number; every: number },
): Promise<void> {
  const began = performance.now();
  const sentAt = await Promise.all(
    Array.from({ length: count }, async () => {
      await pace.turn();
      return performance.now() - began;
    }),
  );
  for (const [index, at] of [...sentAt].sort((a, b) => a - b).entries()) {
    const earliest = (index + 1 - atOnce) * every;
    assert.ok(at >= earliest - 50, `dial ${index + 1} after ${at} ms, not before ${earliest} ms`);
  }
}
