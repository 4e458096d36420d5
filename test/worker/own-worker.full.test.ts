import assert from 'node:assert/strict';
import type { CallResult } from '../../src';
import { liveAtOnce } from '../pacing/live-at-once';
import { instanceOf } from '../pacing/support';
import { request, withCalls, type CallTest } from '../support/calls';
import { callOf, onOwnWorker } from './own-worker/with-own-worker';

const [count, lines, dialsPerSecond] = [200, 20, 30];
/** It answers at once and talks for a fifth of a second: the lines are scarce, and so is the rate. */
const person = '+12065550100';

const scarce = {
  simulator: {
    // A second is a second: the simulator's quotas count on its own clock.
    speed: 1,
    throttles: {
      StartOutboundVoiceContact: { ratePerSecond: dialsPerSecond, burst: 5 },
      DescribeContact: 'off',
    },
    seed: instanceOf(lines),
  },
  pacing: { quotas: { dialsPerSecond, describesPerSecond: 500, concurrentCalls: lines } },
} as const;

describe("200 calls of workflows on a user's own worker", () => {
  it('stay within the quotas as on a worker of ours: none is lost to a throttle, none to a fast busy', async () => {
    const own = await onOwnWorker(scarce, async (parts) => {
      talkBriefly(parts);
      const ids = idsOf('own');
      const noted = await Promise.all(ids.map((id) => parts.remind(person, id)));
      assert.deepEqual([...new Set(noted)], ['noted: reached']);
      const calls = ids.map((id) => callOf(parts.client, `parent-of-${id}`, id));
      return summaryOf(parts, await Promise.all(calls));
    });
    const ours = await withCalls({ ...scarce, activities: { pollDelay: () => 100 } }, async (parts) => {
      talkBriefly(parts);
      const ids = idsOf('ours');
      await Promise.all(ids.map((workflowId) => parts.calls.start(request(person), { workflowId })));
      return summaryOf(parts, ids);
    });
    for (const { throttled, dials, most, attempts, dispositions } of [own, ours]) {
      assert.deepEqual([dials, attempts, dispositions], [count, count, ['answered']]);
      assert.ok(most <= lines, `${most} were live at once`);
      assert.ok(most >= lines / 2, `only ${most} lines were ever used`);
      // None, unless the machine is so busy that dials come late and then at once. A throttled dial is made again; it costs no attempt.
      assert.ok(throttled <= count / 5, `${throttled} were throttled`);
    }
  });
});

function talkBriefly({ simulator }: CallTest): void {
  simulator.script(person, { dispositions: ['answered'], ringSeconds: 0, talkSeconds: 0.2 });
}

function idsOf(name: string): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index}`);
}

async function summaryOf({ simulator, calls }: CallTest, ids: readonly string[]) {
  const results: CallResult[] = await Promise.all(ids.map((id) => calls.getHandle(id).result()));
  const attempts = results.flatMap((result) => result.attempts);
  return {
    throttled: simulator.requests().StartOutboundVoiceContact?.throttled ?? 0,
    dials: simulator.dials().length,
    most: liveAtOnce(await simulator.contacts()),
    attempts: attempts.length,
    dispositions: [...new Set(attempts.map(({ disposition }) => disposition))],
  };
}
