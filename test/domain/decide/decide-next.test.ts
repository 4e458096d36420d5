import assert from 'node:assert/strict';
import type { CallFacts } from '../../../src/domain/call/call-facts';
import { decideNext } from '../../../src/domain/decide/decide-next';
import type { Decision, ReasonData } from '../../../src/domain/decide/decision';
import { Disposition } from '../../../src/domain/call/disposition';
import { attemptsThat, callUnder, someone, start, theirOtherNumber, throughJson } from '../fixtures';
import { day, minute } from '../hours/wall-clock';

const noAnswer = { disposition: Disposition.NoAnswer };
const twice = { steps: [{ queueId: 'sales', attempts: 2 }] };

describe('decideNext', () => {
  it('dials a new call at once, until the deadline', () => {
    const decision = dial(decideNext(callUnder({ limits: { deadline: '2 days' } }), start));
    assert.equal(decision.at, '2026-11-23T12:00:00.000Z');
    assert.equal(decision.notAfter, '2026-11-25T12:00:00.000Z');
    assert.deepEqual(rules(decision), ['first-attempt']);
  });

  it('waits the step’s retryAfter, longer each time by its backoff', () => {
    const steps = [{ queueId: 'sales', attempts: 4, retryAfter: '10 minutes', backoff: 3 }];
    const waits = [1, 2, 3].map((made) => {
      const attempts = attemptsThat(...Array.from({ length: made }, () => noAnswer));
      return Date.parse(dial(decideNext(callUnder({ steps }, { attempts }), start)).at) - start;
    });
    assert.deepEqual(waits, [10 * minute, 30 * minute, 90 * minute]);
  });

  it('waits as a disposition’s rule says rather than as the step does', () => {
    const call = callUnder(
      { ...twice, on: { busy: { retryAfter: '5 minutes' } } },
      { attempts: attemptsThat({ disposition: Disposition.Busy }) },
    );
    const decision = dial(decideNext(call, start));
    assert.equal(decision.at, '2026-11-23T12:05:00.000Z');
    assert.deepEqual(rules(decision), ['retry', 'spacing']);
  });

  it('waits out the ring and the quiet period after an attempt whose end nobody saw', () => {
    const call = callUnder(
      { ...twice, quietPeriod: '10 minutes', on: { unknown: { retryAfter: 0 } } },
      { attempts: attemptsThat({ disposition: Disposition.Unknown, phoneMayBeRinging: true }) },
    );
    const decision = dial(decideNext(call, start));
    assert.equal(decision.at, '2026-11-23T12:11:00.000Z');
    assert.deepEqual(rules(decision), ['retry', 'quiet-period']);
  });

  it('waits until the hours open, on the clock they are read on, and dials no later than a minute before they close', () => {
    const callingHours = {
      timeZone: 'America/Los_Angeles',
      weekly: { monday: [['09:00', '12:00']] as [string, string][] },
    };
    const decision = dial(decideNext(callUnder({ callingHours }), start));
    assert.equal(decision.at, '2026-11-23T17:00:00.000Z');
    assert.equal(decision.notAfter, '2026-11-23T19:59:00.000Z', 'not in the last minute');
    assert.match(decision.reasons.at(-1)?.text ?? '', /open at Mon 2026-11-23 09:00 America\/Los_Angeles/);
  });

  it('expires at once when the hours do not open before the deadline', () => {
    const callingHours = { timeZone: 'UTC', weekly: { sunday: [['09:00', '12:00']] as [string, string][] } };
    const decision = decideNext(callUnder({ callingHours, limits: { deadline: '2 days' } }), start);
    assertFinish(decision, 'expired', ['never-open', 'deadline']);
  });

  it('expires at the deadline itself', () => {
    const call = callUnder({ limits: { deadline: '1 day' } });
    assert.equal(decideNext(call, start + day - 1).do, 'dial');
    assertFinish(decideNext(call, start + day), 'expired', ['deadline']);
  });

  it('is rescheduled by notBefore, and put off by a dial that was not sent', () => {
    const state: Partial<CallFacts> = {
      control: { paused: false, cancelled: false, notBefore: start + minute },
      blocked: { by: 'fault', why: 'TooManyRequestsException', until: start + 2 * minute, tries: 1 },
    };
    const decision = dial(decideNext(callUnder({}, state), start));
    assert.equal(decision.at, '2026-11-23T12:02:00.000Z');
    assert.deepEqual(rules(decision), ['first-attempt', 'not-before', 'not-sent']);
  });

  it('does not postpone a dial for a block that may end at any time: the dial waits for it, and the reasons name it', () => {
    const instanceId = callUnder({}).request.policy.instanceId;
    const blocked = { by: 'hold', why: 'on hold', instanceId, until: start + 60 * minute, tries: 1 } as const;
    const call = callUnder({ limits: { deadline: '30 minutes' } }, { blocked });
    const decision = dial(decideNext(call, start));
    assert.equal(decision.at, new Date(start).toISOString());
    assert.deepEqual(rules(decision), ['first-attempt', 'not-sent']);
    assert.match(decision.reasons.at(-1)?.text ?? '', /\(on hold\); next try as soon as this ends/);
    assertFinish(decideNext(call, start + 30 * minute), 'expired', ['not-sent', 'deadline']);
    const longOver = callUnder({}, { blocked: { ...blocked, until: start } });
    assert.deepEqual(rules(decideNext(longOver, start)), ['first-attempt']);
  });

  it('names only the waits that are not over', () => {
    const call = callUnder(twice, { attempts: attemptsThat(noAnswer) });
    assert.deepEqual(rules(decideNext(call, start + 30 * minute)), ['retry']);
  });

  it('holds a paused call until its deadline', () => {
    const call = callUnder(
      { limits: { deadline: '1 day' } },
      { control: { paused: true, cancelled: false } },
    );
    const decision = decideNext(call, start);
    assert.ok(decision.do === 'stay-paused');
    assert.equal(decision.until, '2026-11-24T12:00:00.000Z');
    assertFinish(decideNext(call, start + day), 'expired', ['deadline']);
  });

  it('finishes a cancelled call even when it is paused, reached or expired', () => {
    const attempts = attemptsThat({ disposition: Disposition.Answered, reached: true });
    const call = callUnder({}, { attempts, control: { paused: true, cancelled: true } });
    assertFinish(decideNext(call, start + 30 * day), 'cancelled', ['cancelled']);
  });

  it('finishes a concluded call as concluded, unless the person wants no calls', () => {
    const control = { paused: true, cancelled: true, concluded: { by: 'alex' } };
    const attempts = attemptsThat({ disposition: Disposition.Answered, reached: true });
    assertFinish(decideNext(callUnder({}, { attempts, control }), start), 'concluded', ['concluded']);
    const optedOut = { ...control, optedOut: {} };
    assertFinish(decideNext(callUnder({}, { control: optedOut }), start), 'opted-out', ['opted-out']);
  });

  it('finishes as reached though a later attempt was made: the contact was found late', () => {
    const attempts = attemptsThat({ disposition: Disposition.Answered, reached: true }, noAnswer);
    assertFinish(decideNext(callUnder({}, { attempts }), start), 'reached', ['reached']);
  });

  it('lays a step’s dial options over the request’s, and freezes all of them into the attempt', () => {
    const call = callUnder({
      steps: [
        {
          name: 'overflow',
          queueId: 'overflow',
          sourcePhoneNumber: '+18005550199',
          destinationPhoneNumber: theirOtherNumber,
          contactFlowId: 'another-flow',
          ringTimeoutInSeconds: 20,
          attributes: { language: 'fr' },
        },
      ],
    });
    const request = {
      ...call.request,
      ringTimeoutInSeconds: 40,
      attributes: { language: 'en', topic: 'bill' },
    };
    const { attempt } = dial(decideNext({ ...call, request }, start));
    assert.deepEqual(throughJson(attempt), {
      number: 1,
      step: 'overflow',
      instanceId: 'an-instance',
      contactFlowId: 'another-flow',
      destinationPhoneNumber: theirOtherNumber,
      queueId: 'overflow',
      sourcePhoneNumber: '+18005550199',
      ringTimeoutInSeconds: 20,
      attributes: { language: 'fr', topic: 'bill' },
    });
  });

  it('takes what a step leaves out from the request and the policy', () => {
    const { attempt } = dial(decideNext(callUnder({}), start));
    assert.equal(attempt.destinationPhoneNumber, someone);
    assert.equal(attempt.contactFlowId, 'a-flow');
    assert.equal('attributes' in attempt, false);
  });

  it('decides also when the backoff grows past the end of time', () => {
    const steps = [{ queueId: 'sales', attempts: 20, retryAfter: '300 days', backoff: 10 }];
    const attempts = attemptsThat(...Array.from({ length: 15 }, () => noAnswer));
    assertFinish(decideNext(callUnder({ steps }, { attempts }), start), 'expired', ['spacing', 'deadline']);
  });

  it('leaves a person in peace whom other calls have tried often enough, and says how often and until when', () => {
    const anHourAgo = start - 60 * minute;
    const other = (number: number) => ({
      attemptId: `other.${number}`,
      call: 'other',
      at: anHourAgo + number,
    });
    const otherAttempts = [other(1), other(2)];
    const decision = decideNext(
      callUnder({ limits: { rolling: [{ most: 2, within: '1 day' }] } }, { otherAttempts }),
      start,
    );
    assert(decision.do === 'dial');
    assert.equal(Date.parse(decision.at), anHourAgo + 1 + day);
    assert.deepEqual(
      decision.reasons.map(({ text }) => text),
      [
        'First attempt, on step "step-1".',
        `Limit policy.limits.rolling[0] allows 2 attempts to the person, and 2 were made: no dial before Tue 2026-11-24 03:00 America/Los_Angeles (2026-11-24T11:00:00Z).`,
      ],
    );
  });

  it('expires with the limit as its reason, where it allows nothing before the deadline', () => {
    const otherAttempts = [{ attemptId: 'other.1', call: 'other', at: start - minute }];
    const decision = decideNext(
      callUnder(
        { limits: { rolling: [{ most: 1, within: '7 days' }], deadline: '1 day' } },
        { otherAttempts },
      ),
      start,
    );
    assert(decision.do === 'finish');
    assert.deepEqual(
      [decision.outcome, decision.reasons.map(({ rule }) => rule)],
      ['expired', ['person-limit', 'deadline']],
    );
  });

  it('varies the time of day where the rests between attempts take turns', () => {
    const rest = ['27 hours', '29 hours', '31 hours'];
    const steps = [{ queueId: 'a-queue', attempts: 9, retryAfter: 0 }];
    const after = (count: number) =>
      decideNext(
        callUnder(
          { steps, limits: { rest } },
          {
            attempts: attemptsThat(
              ...Array.from({ length: count }, () => ({ disposition: 'no-answer' as const })),
            ),
          },
        ),
        start,
      );
    const rests = [1, 2, 3, 4].map((count) => {
      const decision = after(count);
      assert(decision.do === 'dial');
      return (Date.parse(decision.at) - start) / (60 * minute);
    });
    assert.deepEqual(rests, [27, 29, 31, 31]);
  });
});

function dial(decision: Decision): Extract<Decision, { do: 'dial' }> {
  assert.ok(decision.do === 'dial', decision.do);
  return decision;
}

function assertFinish(decision: Decision, outcome: string, why: ReasonData['rule'][]): void {
  assert.ok(decision.do === 'finish', decision.do);
  assert.equal(decision.outcome, outcome);
  assert.deepEqual(rules(decision), why);
}

function rules(decision: Decision): ReasonData['rule'][] {
  return decision.reasons.map(({ rule }) => rule);
}
