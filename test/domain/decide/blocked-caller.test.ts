import assert from 'node:assert/strict';
import type { BlockedCaller } from '../../../src/domain/call/blocked-caller';
import type { CallFacts } from '../../../src/domain/call/call-facts';
import { decideNext } from '../../../src/domain/decide/decide-next';
import type { Decision } from '../../../src/domain/decide/decision';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { days } from '../../../src/domain/time-units';
import { attemptsThat, callUnder, start } from '../fixtures';

const ourNumber = '+12065550190';
const steps: PolicyInput['steps'] = [
  { name: 'sales', queueId: 'sales', sourcePhoneNumber: ourNumber, attempts: 2, retryAfter: 0 },
  { name: 'overflow', queueId: 'overflow', retryAfter: 0 },
];

describe('a call with a reported blocked caller ID', () => {
  it('begins on the next step, and says why', () => {
    const decision = dialOf(decide({ blockedCallers: [blocked(`number ${ourNumber}`)] }));
    assert.equal(decision.attempt.step, 'overflow');
    assert.deepEqual(
      decision.reasons.map(({ text }) => text),
      ['Step "sales" is skipped: three networks say no', 'First attempt, on step "overflow".'],
    );
  });

  it('names the other step until the caller ID is reported, and then no more', () => {
    assert.equal(dialOf(decide({})).otherStep, 'overflow');
    const blockedCallers = [blocked(`number ${ourNumber}`)];
    const attempts = attemptsThat({ step: 'overflow', disposition: 'no-answer' });
    const again = dialOf(decide({ attempts, blockedCallers }));
    assert.deepEqual([again.attempt.step, again.otherStep], ['sales', undefined]);
  });

  it('makes all attempts of its steps all the same', () => {
    assert.deepEqual(walk([blocked(`number ${ourNumber}`)]), ['overflow', 'sales', 'sales']);
  });

  it('dials in the usual order when all its caller IDs are blocked', () => {
    const both = [blocked(`number ${ourNumber}`), blocked('queue overflow')];
    assert.deepEqual(walk(both), ['sales', 'sales', 'overflow']);
    const decision = dialOf(decide({ blockedCallers: both }));
    assert.equal(decision.otherStep, undefined);
    assert.ok(decision.reasons.every(({ rule }) => rule !== 'step-skipped'));
  });

  it('returns to the step when the day is over', () => {
    const blockedCallers = [blocked(`number ${ourNumber}`)];
    const later = decideNext(callUnder({ steps }, { blockedCallers }), start + 1 * days);
    assert.equal(dialOf(later).attempt.step, 'sales');
  });

  it('dials from it in another instance, and to another country', () => {
    for (const other of [{ instanceId: 'another-instance' }, { callingCode: '44' }]) {
      const blockedCallers = [{ ...blocked(`number ${ourNumber}`), ...other }];
      assert.equal(dialOf(decide({ blockedCallers })).attempt.step, 'sales');
    }
  });

  it('does not wait for the sake of another step', () => {
    // The number of the other step may be ringing.
    const attempts = attemptsThat({ step: 'mobile', disposition: 'unknown', phoneMayBeRinging: true });
    const call = callUnder(
      {
        quietPeriodAppliesTo: 'number',
        steps: [
          { name: 'mobile', queueId: 'mobile', attempts: 2, retryAfter: 0 },
          { name: 'home', queueId: 'home', destinationPhoneNumber: '+12065550111' },
        ],
      },
      { attempts, blockedCallers: [blocked('queue home')] },
    );
    const decision = dialOf(decideNext(call, start));
    assert.deepEqual([decision.attempt.step, decision.at], ['home', new Date(start).toISOString()]);
  });

  it('has no other step where the others show the same caller ID', () => {
    const alike = [
      { name: 'mobile', queueId: 'sales' },
      { name: 'home', queueId: 'sales', destinationPhoneNumber: '+12065550111' },
    ];
    assert.equal(dialOf(decideNext(callUnder({ steps: alike }), start)).otherStep, undefined);
  });

  /** The steps of all attempts of a call that nobody answers. */
  function walk(blockedCallers: readonly BlockedCaller[]): string[] {
    const made: string[] = [];
    for (;;) {
      const attempts = attemptsThat(...made.map((step) => ({ step, disposition: 'no-answer' as const })));
      const decision = decide({ attempts, blockedCallers });
      if (decision.do !== 'dial') {
        assert.equal(decision.do === 'finish' && decision.outcome, 'exhausted');
        return made;
      }
      made.push(decision.attempt.step);
    }
  }

  function decide(state: Partial<CallFacts>): Decision {
    return decideNext(callUnder({ steps }, state), start);
  }

  function dialOf(decision: Decision): Extract<Decision, { do: 'dial' }> {
    assert.ok(decision.do === 'dial', JSON.stringify(decision));
    return decision;
  }

  function blocked(callerId: string): BlockedCaller {
    return {
      instanceId: 'an-instance',
      callerId,
      callingCode: '1',
      why: 'three networks say no',
      until: start + 1 * days,
    };
  }
});
