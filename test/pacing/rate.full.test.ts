import assert from 'node:assert/strict';
import { withCalls } from '../support/calls';
import { atOnce, paced, start } from './support';

describe('the rate of dials', () => {
  for (const [count, rate] of [
    [100, 2],
    // Not faster: two cores that do all the rest, too, get through some 15 calls a second when many begin at once.
    [600, 10],
  ] as const) {
    it(`of ${rate} a second is kept by three workers and ${count} calls due at once`, async () => {
      await withCalls({ ...paced(rate), workers: 3 }, async ({ simulator, calls }) => {
        atOnce(simulator);
        const ids = await start(calls, count, `rate-${rate}`);
        for (const id of ids) assert.equal((await calls.getHandle(id).result()).attempts.length, 1);
        const { accepted, throttled } = simulator.requests().StartOutboundVoiceContact ?? {};
        assert.equal(accepted, count);
        // A machine that is busy delays requests, which then come together. Without pacing nearly all of them are refused.
        assert.ok((throttled ?? 0) <= count / 10, `${throttled} of ${count} were refused`);
      });
    });
  }
});
