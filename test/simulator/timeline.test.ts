import assert from 'node:assert/strict';
import fc from 'fast-check';
import { courses, type DialedDisposition } from '../../src/simulator/courses';
import { dispositions } from '../../src/simulator/script';
import { elapsed, phaseOf, planTimeline, type Timeline } from '../../src/simulator/timeline';

const dialed = dispositions.filter((name): name is DialedDisposition => name in courses);
const secondsArbitrary = fc.double({ min: 0, max: 200, noNaN: true });

const callArbitrary = fc.record({
  agents: fc.constantFrom('free' as const, 'none' as const),
  at: fc.integer({ min: 0, max: 4e12 }),
  disposition: fc.constantFrom(...dialed),
  script: fc.record({
    dispositions: fc.constant([]),
    ringSeconds: fc.option(secondsArbitrary, { nil: undefined }),
    talkSeconds: fc.option(secondsArbitrary, { nil: undefined }),
  }),
  ringTimeoutSeconds: fc.integer({ min: 15, max: 60 }),
  detects: fc.boolean(),
});

describe('A timeline', () => {
  it('runs forward and always ends', () => {
    fc.assert(
      fc.property(callArbitrary, (call) => {
        const instants = instantsOf(planTimeline(call));
        assert.deepEqual(
          instants,
          instants.toSorted((a, b) => a - b),
        );
        assert.equal(phaseOf(elapsed(planTimeline(call), Infinity)), 'ended');
      }),
    );
  });

  it('rings no longer than the ring timeout', () => {
    fc.assert(
      fc.property(callArbitrary, (call) => {
        const { connectedAt, ended } = planTimeline(call);
        const pickedUpAt = connectedAt ?? ended?.at ?? Infinity;
        assert(pickedUpAt - call.at <= call.ringTimeoutSeconds * 1000);
      }),
    );
  });

  it('never takes back what has happened', () => {
    fc.assert(
      fc.property(callArbitrary, fc.tuple(secondsArbitrary, secondsArbitrary), (call, [a, b]) => {
        const timeline = planTimeline(call);
        const earlier = elapsed(timeline, call.at + Math.min(a, b) * 1000);
        const later = elapsed(timeline, call.at + Math.max(a, b) * 1000);
        assert.deepEqual({ ...later, ...happenedIn(earlier) }, later);
      }),
    );
  });
});

function instantsOf({ initiatedAt, ringingAt, connectedAt, queuedAt, agentAt, ended }: Timeline): number[] {
  return [initiatedAt, ringingAt, connectedAt, queuedAt, agentAt, ended?.at].filter((at) => at !== undefined);
}

function happenedIn(past: Timeline): Partial<Timeline> {
  return Object.fromEntries(Object.entries(past).filter(([, value]) => value !== undefined));
}
