import assert from 'node:assert/strict';
import { withCalls } from '../support/calls';
import { atOnce, paced, start } from './support';

describe('the rate of dials', () => {
  for (const [count, rate] of [
    [200, 2],
    [3_000, 50],
  ] as const) {
    it(`of ${rate} a second is kept by three workers and ${count} calls due at once`, async () => {
      await withCalls({ ...paced(rate), workers: 3 }, async ({ simulator, calls }) => {
        atOnce(simulator);
        const ids = await start(calls, count, `rate-${rate}`);
        for (const id of ids) assert.equal((await calls.result(id)).attempts.length, 1);
        const { accepted, throttled } = simulator.requests().StartOutboundVoiceContact ?? {};
        assert.equal(accepted, count);
        // A machine that is busy delays requests, which then come together: 42 of 3,000 on two quiet cores, 153 after half an hour of
        // other tests in this process. Without pacing nearly all of them are refused.
        assert.ok((throttled ?? 0) <= count / 10, `${throttled} of ${count} were refused`);
      });
    });
  }
});
