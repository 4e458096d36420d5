import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Attempt, AttemptPlan } from '../../../src/domain/call/attempt';
import type { CallFacts } from '../../../src/domain/call/call-facts';
import { decideNext } from '../../../src/domain/decide/decide-next';
import { dispositions, type Disposition } from '../../../src/domain/call/disposition';
import { anyRequest, anyStart } from '../arbitraries';
import { parsed } from '../fixtures';
import { isOpenAt, minute } from '../hours/wall-clock';
import { runs } from '../../support/runs';

describe('a call that follows its decisions to the end', () => {
  it('ends, within its limits, and stays ended', () => {
    fc.assert(
      fc.property(anyRequest, anyStart, fc.infiniteStream(anyEnding), (input, startedAt, endings) => {
        const request = parsed(input);
        const { attempts, end, endedAt } = follow(request, startedAt, endings);
        const { limits, steps } = request.policy;
        assert.ok(attempts.length <= limits.attempts);
        for (const { name, attempts: allowed } of steps) {
          assert.ok(attempts.filter(({ step }) => step === name).length <= allowed);
        }
        for (const later of [0, minute, limits.deadline]) {
          const again = decideNext(end, endedAt + later);
          assert.equal(again.do, 'finish', 'a call that is over is not taken up again');
        }
      }),
      { numRuns: runs(75) },
    );
  });

  it('rings only within the hours and before the deadline, and each time after the last attempt has ended', () => {
    fc.assert(
      fc.property(anyRequest, anyStart, fc.infiniteStream(anyEnding), (input, startedAt, endings) => {
        const request = parsed(input);
        const { attempts } = follow(request, startedAt, endings);
        const { callingHours, limits } = request.policy;
        const named = callingHours?.timeZone ?? 'recipient';
        const zone = named === 'recipient' ? request.timeZone : named;
        attempts.forEach((attempt, index) => {
          const rang = Date.parse(attempt.startedAt);
          assert.ok(rang < startedAt + limits.deadline);
          assert.ok(!callingHours || isOpenAt(callingHours, zone ?? 'unknown', rang));
          const before = attempts[index - 1];
          assert.ok(!before || attempt.startedAt >= before.endedAt);
          const rings = attempts
            .slice(0, index)
            .filter(
              (one) =>
                one.phoneMayBeRinging &&
                (request.policy.quietPeriodAppliesTo === 'person' ||
                  one.destinationPhoneNumber === attempt.destinationPhoneNumber),
            );
          assert.ok(rings.every(({ endedAt }) => rang >= Date.parse(endedAt) + minute));
        });
      }),
      { numRuns: runs(75) },
    );
  });
});

interface Ending {
  readonly disposition: Disposition;
  readonly reached: boolean;
  readonly lost: boolean;
  /** When within its window the dial happens, 0 to 1. */
  readonly when: number;
  readonly lastsMinutes: number;
}

const anyEnding: fc.Arbitrary<Ending> = fc.record({
  disposition: fc.constantFrom(...dispositions),
  reached: fc.integer({ min: 0, max: 19 }).map((value) => value === 19),
  lost: fc.boolean(),
  when: fc.double({ min: 0, max: 0.999, noNaN: true }),
  lastsMinutes: fc.nat({ max: 90 }),
});

interface Walk {
  readonly attempts: CallFacts['attempts'];
  readonly end: CallFacts;
  readonly endedAt: number;
}

function follow(request: CallFacts['request'], startedAt: number, endings: Iterable<Ending>): Walk {
  let call: CallFacts = {
    request,
    startedAt,
    attempts: [],
    control: { paused: false, cancelled: false },
    skippedSteps: [],
  };
  let now = startedAt;
  for (const ending of endings) {
    assert.ok(call.attempts.length <= request.policy.limits.attempts, 'it goes on beyond its limit');
    const decision = decideNext(call, now);
    if (decision.do === 'finish') return { attempts: call.attempts, end: call, endedAt: now };
    assert.ok(decision.do === 'dial', 'only a paused call is held');
    const [at, notAfter] = [Date.parse(decision.at), Date.parse(decision.notAfter)];
    const dialedAt = Math.floor(at + (notAfter - at) * ending.when);
    now = dialedAt + ending.lastsMinutes * minute;
    call = { ...call, attempts: [...call.attempts, attemptOf(decision.attempt, ending, dialedAt, now)] };
  }
  return assert.fail('the endings ran out');
}

function attemptOf(plan: AttemptPlan, ending: Ending, dialedAt: number, endedAt: number): Attempt {
  return {
    number: plan.number,
    step: plan.step,
    destinationPhoneNumber: plan.destinationPhoneNumber,
    contactFlowId: plan.contactFlowId,
    startedAt: new Date(dialedAt).toISOString(),
    endedAt: new Date(endedAt).toISOString(),
    disposition: ending.disposition,
    reached: ending.reached,
    ...(ending.lost ? { phoneMayBeRinging: true } : {}),
  };
}
