import assert from 'node:assert/strict';
import { longestRingMs } from '../../../src/domain/call/attempt';
import { parseRequest } from '../../../src/domain/call/parse-request';
import { decideNext } from '../../../src/domain/decide/decide-next';
import type { OutboundCallInput } from '../../../src/domain/call/call';
import { callUnder, requestInput, start } from '../fixtures';

const campaign = { trafficType: 'CAMPAIGN' } as const;

/** The warnings about ring timeouts of a request with these steps. */
function warningsOf(steps: object[], request: Partial<OutboundCallInput> = {}): readonly string[] {
  const queued = steps.map((step) => ({ queueId: 'a-queue', ...step }));
  const parsed = parseRequest(requestInput({ steps: queued }, request));
  assert.ok(parsed.ok);
  return parsed.warnings.filter((warning) => warning.includes('ringTimeout'));
}

/** The ring timeout of the first attempt of a call that Amazon Connect has refused one. */
function dialedAfterRefusal(step: object): number | undefined {
  const call = callUnder({ steps: [{ queueId: 'a-queue', ...step }] }, { refusesRingTimeout: true });
  const decision = decideNext(call, start);
  assert.ok(decision.do === 'dial');
  return decision.attempt.ringTimeoutInSeconds;
}

describe('a ring timeout', () => {
  it('shortens the longest ring with campaign traffic alone: another phone may ring for 60 seconds', () => {
    assert.equal(longestRingMs({ ringTimeoutInSeconds: 20, ...campaign }), 20_000);
    assert.equal(longestRingMs(campaign), 60_000);
    assert.equal(longestRingMs({ ringTimeoutInSeconds: 20 }), 60_000);
    assert.equal(longestRingMs({ ringTimeoutInSeconds: 20, trafficType: 'GENERAL' }), 60_000);
  });

  it('without campaign traffic is warned of, by the step that sets it', () => {
    assert.deepEqual(warningsOf([{}, { ringTimeoutInSeconds: 30 }]), [
      'policy.steps[1].ringTimeoutInSeconds is 30, but without "trafficType": "CAMPAIGN" Amazon Connect may ignore it and ring for 60 seconds: the call reckons with 60.',
    ]);
    const general = { trafficType: 'GENERAL', ringTimeoutInSeconds: 30 };
    assert.match(warningsOf([general], campaign)[0] ?? '', /^policy\.steps\[0\]\.ringTimeoutInSeconds is 30/);
  });

  it('that steps inherit is warned of once, and only if a step dials without campaign traffic', () => {
    assert.equal(warningsOf([{}, {}], { ringTimeoutInSeconds: 30 }).length, 1);
    assert.equal(warningsOf([campaign, {}], { ringTimeoutInSeconds: 30 }).length, 1);
    assert.deepEqual(warningsOf([campaign, campaign], { ringTimeoutInSeconds: 30 }), []);
    assert.deepEqual(warningsOf([{ ringTimeoutInSeconds: 30 }], campaign), []);
  });

  it('that was refused is left out of later attempts, except of those with campaign traffic', () => {
    assert.equal(dialedAfterRefusal({ ringTimeoutInSeconds: 30 }), undefined);
    assert.equal(dialedAfterRefusal({ ringTimeoutInSeconds: 30, ...campaign }), 30);
  });
});
