import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Attempt } from '../../../src/domain/call/attempt';
import type { CallFacts } from '../../../src/domain/call/call-facts';
import { decideNext } from '../../../src/domain/decide/decide-next';
import { dispositions, Disposition } from '../../../src/domain/call/disposition';
import { isSameCaller } from '../../../src/domain/call/blocked-caller';
import { callerOf } from '../../../src/domain/call/caller-of';
import { readCallback } from '../../../src/domain/call/read-callback';
import type { Step } from '../../../src/domain/policy/policy';
import { runs } from '../../support/runs';
import { anyRequest, anyStart } from '../arbitraries';
import { parsed, someone } from '../fixtures';
import { day, isOpenAt, minute } from '../hours/wall-clock';

describe('whatever people ask for, callbacks', () => {
  promise('are made inside the hours, in time and not too often', (call) => {
    const { callbacks, callingHours } = call.request.policy;
    assert.ok(callbacks);
    const named = callingHours?.timeZone ?? 'recipient';
    const zone = named === 'recipient' ? call.request.timeZone : named;
    const made = call.attempts.filter(({ callbackFor }) => callbackFor !== undefined);
    const instants = new Set(made.map(({ callbackFor }) => callbackFor));
    assert.ok(instants.size <= callbacks.atMost);
    const notBlocked = made.filter(({ disposition }) => disposition !== Disposition.Blocked);
    const rung = new Set(notBlocked.map(({ callbackFor }) => callbackFor));
    assert.equal(rung.size, notBlocked.length, 'each rings once');
    const tries = made.map(({ callbackFor, step }) => `${callbackFor ?? ''} ${step}`);
    assert.equal(new Set(tries).size, tries.length, 'each is tried once from a step');
    for (const { number, callbackFor = '', startedAt } of made) {
      const rang = Date.parse(startedAt);
      const asking = call.attempts.find(
        ({ callbackRequest: asked }) => asked && 'at' in asked && asked.at === callbackFor,
      );
      assert.ok(asking && asking.number < number, 'somebody has asked for it');
      assert.ok(rang >= Date.parse(callbackFor), 'not earlier than asked for');
      assert.ok(rang < Date.parse(asking.endedAt) + callbacks.within, 'within the time that is allowed');
      assert.ok(!callingHours || isOpenAt(callingHours, zone ?? 'unknown', rang));
    }
  });

  promise('leave the ladder as it would be without them', (call, endings) => {
    const { request, startedAt } = call;
    const policy = { ...request.policy, callbacks: undefined };
    const steps = ({ attempts }: CallFacts) =>
      attempts.filter(({ callbackFor }) => callbackFor === undefined).map(({ step }) => step);
    const withoutThem = follow({ ...request, policy }, startedAt, endings);
    const climbed = steps(call);
    // The deadline may end the ladder sooner, since callbacks take time.
    assert.deepEqual(climbed, steps(withoutThem).slice(0, climbed.length));
  });

  promise(
    'ring the same number at the same time, whatever caller IDs are reported as blocked',
    (end, endings) => {
      const { instanceId, steps } = end.request.policy;
      const callerOfStep = ({ queueId, sourcePhoneNumber, destinationPhoneNumber = someone }: Step) =>
        callerOf({ instanceId, queueId, sourcePhoneNumber, destinationPhoneNumber });
      const blockedCallers = steps
        .filter((_, index) => (endings[index]?.lastsMinutes ?? 0) % 2 === 1)
        .map((step) => ({ ...callerOfStep(step), why: 'three networks say no', until: Infinity }));
      const isBlocked = (name: string) => {
        const step = steps.find((one) => one.name === name);
        return step !== undefined && blockedCallers.some((one) => isSameCaller(one, callerOfStep(step)));
      };
      end.attempts.forEach(({ callbackFor }, index) => {
        if (callbackFor === undefined) return;
        const call = { ...end, attempts: end.attempts.slice(0, index) };
        const now = Date.parse(call.attempts.at(-1)?.endedAt ?? '');
        const [without, reported] = [call, { ...call, blockedCallers }].map((one) => decideNext(one, now));
        assert.ok(without?.do === 'dial' && reported?.do === 'dial');
        const what = ({ at, attempt }: typeof without) => [
          at,
          attempt.callbackFor,
          attempt.destinationPhoneNumber,
        ];
        assert.deepEqual(what(reported), what(without));
        if (!isBlocked(without.attempt.step)) assert.equal(reported.attempt.step, without.attempt.step);
        if (without.otherStep !== undefined && !isBlocked(without.otherStep))
          assert.ok(!isBlocked(reported.attempt.step), 'from one that is not blocked, if there is one');
        if (reported.otherStep !== undefined) assert.ok(!isBlocked(reported.otherStep));
      });
    },
  );
});

function promise(name: string, holds: (end: CallFacts, endings: readonly Ending[]) => void): void {
  it(name, () => {
    let callbacks = 0;
    fc.assert(
      fc.property(anyRequest, anyCallbacks, anyStart, someEndings, (input, allowed, startedAt, endings) => {
        const policy = { ...input.policy, callbacks: allowed };
        const end = follow(parsed({ ...input, policy }), startedAt, endings);
        callbacks += end.attempts.filter(({ callbackFor }) => callbackFor !== undefined).length;
        holds(end, endings);
      }),
      { numRuns: runs(100) },
    );
    assert.ok(callbacks > 0, 'some were made');
  });
}

interface Ending {
  readonly disposition: Disposition;
  /** When within its window the dial happens, 0 to 1. */
  readonly when: number;
  readonly lastsMinutes: number;
  /** The person asks to be called so many minutes later. */
  readonly asksFor: number | undefined;
}

const anyCallbacks = fc.record({
  attribute: fc.constant('callbackAt'),
  atMost: fc.integer({ min: 1, max: 3 }),
  within: fc.integer({ min: day, max: 10 * day }),
});

/** A step is chosen by the instant, too, while a phone may be ringing: not here. */
const anyEnding: fc.Arbitrary<Ending> = fc.record({
  disposition: fc.constantFrom(...dispositions.filter((one) => one !== Disposition.Unknown)),
  when: fc.double({ min: 0, max: 0.2, noNaN: true }),
  lastsMinutes: fc.nat({ max: 90 }),
  asksFor: fc.option(fc.integer({ min: -60, max: 12 * 24 * 60 }), { nil: undefined, freq: 3 }),
});

/** More than any call makes. */
const someEndings = fc.array(anyEnding, { minLength: 20, maxLength: 20 });

/** The call at its end. Attempts of the ladder and callbacks each take their endings in order. */
function follow(request: CallFacts['request'], startedAt: number, endings: readonly Ending[]): CallFacts {
  const control = { paused: false, cancelled: false };
  let call: CallFacts = { request, startedAt, attempts: [], control, skippedSteps: [] };
  for (let now = startedAt; ;) {
    const decision = decideNext(call, now);
    if (decision.do === 'finish') return call;
    assert.ok(decision.do === 'dial');
    const { attempt: plan } = decision;
    const isCallback = plan.callbackFor !== undefined;
    const alike = call.attempts.filter((one) => (one.callbackFor !== undefined) === isCallback).length;
    const ending = endings[isCallback ? endings.length - 1 - alike : alike];
    assert.ok(ending);
    const [at, notAfter] = [Date.parse(decision.at), Date.parse(decision.notAfter)];
    const dialedAt = Math.floor(at + (notAfter - at) * ending.when);
    now = dialedAt + ending.lastsMinutes * minute;
    const attempt: Attempt = {
      number: plan.number,
      step: plan.step,
      destinationPhoneNumber: plan.destinationPhoneNumber,
      contactFlowId: plan.contactFlowId,
      startedAt: new Date(dialedAt).toISOString(),
      endedAt: new Date(now).toISOString(),
      disposition: ending.disposition,
      reached: false,
      ...(plan.callbackFor === undefined ? {} : { callbackFor: plan.callbackFor }),
    };
    const value = ending.asksFor === undefined ? '' : new Date(now + ending.asksFor * minute).toISOString();
    const callbackRequest = readCallback({ callbackAt: value }, attempt, call);
    call = {
      ...call,
      attempts: [...call.attempts, { ...attempt, ...(callbackRequest ? { callbackRequest } : {}) }],
    };
  }
}
