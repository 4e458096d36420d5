import assert from 'node:assert/strict';
import type { Attempt } from '../../../src/domain/call/attempt';
import type { CallFacts } from '../../../src/domain/call/call-facts';
import { yearsOf } from '../../../src/domain/call/callee';
import { callbacksMade } from '../../../src/domain/call/callback';
import { decideNext } from '../../../src/domain/decide/decide-next';
import type { Decision } from '../../../src/domain/decide/decision';
import { Disposition } from '../../../src/domain/call/disposition';
import { days, hours, minutes } from '../../../src/domain/policy/duration';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { attemptsThat, callUnder, parsed, requestInput, someone, start } from '../fixtures';

const { Answered, Blocked, InvalidNumber, NoAnswer, Voicemail } = Disposition;

/** Thursday at three in Seattle, three days after the start. */
const thursday = '2026-11-26T23:00:00.000Z';
const afterwards = Date.parse(thursday) + 5 * minutes;
const asks = (at = thursday): Partial<Attempt> => ({ callbackRequest: { asked: 'then', at } });

const policy: Partial<PolicyInput> = {
  callbacks: { attribute: 'callbackAt' },
  steps: [
    { name: 'team', queueId: 'a-queue', attempts: 2, retryAfter: '2 hours' },
    { name: 'overflow', queueId: 'other-queue', retryAfter: '1 hour' },
  ],
  limits: { deadline: '1 day' },
};

function call(attempts: Parameters<typeof attemptsThat>, changed: Partial<PolicyInput> = {}): CallFacts {
  const request = parsed(requestInput({ ...policy, ...changed }, { timeZone: 'America/Los_Angeles' }));
  return callUnder({}, { request, attempts: attemptsThat(...attempts) });
}

function dialed(decision: Decision): Extract<Decision, { do: 'dial' }> {
  assert.ok(decision.do === 'dial', JSON.stringify(decision));
  return decision;
}

const rulesOf = ({ reasons }: Decision) => reasons.map(({ rule }) => rule);

describe('a callback', () => {
  it('is the next dial, at the time that was asked for, on the same step, beyond the deadline', () => {
    const decision = dialed(decideNext(call([{ step: 'team', disposition: Answered, ...asks() }]), start));
    assert.equal(decision.at, thursday);
    assert.equal(decision.attempt.step, 'team');
    assert.equal(decision.attempt.queueId, 'a-queue');
    assert.equal(decision.attempt.number, 2);
    assert.equal(decision.attempt.callbackFor, thursday);
    assert.deepEqual(rulesOf(decision), ['callback']);
    assert.equal(
      decision.reasons[0]?.text,
      'In attempt 1 the person asked to be called at Thu 2026-11-26 15:00 America/Los_Angeles (2026-11-26T23:00:00Z) (policy.callbacks); this uses up no attempt of the policy.',
    );
    assert.deepEqual(decision.reasons[0], {
      ...{ rule: 'callback', by: 'person', after: 1, at: thursday, until: '2026-11-30T12:00:00.000Z' },
      text: decision.reasons[0].text,
    });
  });

  it('is made also where the ladder has ended, or the policy stops after the disposition', () => {
    const used = [1, 2, 3].map((n) => ({ step: n < 3 ? 'team' : 'overflow', disposition: NoAnswer }));
    const last = { step: 'overflow', disposition: Answered, ...asks() };
    for (const one of [
      call([...used.slice(0, 2), last]),
      call([last], { on: { answered: 'stop' } }),
      call([last], { limits: { attempts: 1, deadline: '1 day' } }),
    ]) {
      const decision = dialed(decideNext(one, start));
      assert.deepEqual([decision.at, decision.attempt.step], [thursday, 'overflow']);
    }
  });

  it('does not use up the ladder, which continues where it was when nobody answers', () => {
    const made = { step: 'team', disposition: NoAnswer, callbackFor: thursday, endedAt: thursday };
    const longer = { limits: { deadline: '30 days' } };
    const after = call([{ step: 'team', disposition: Answered, ...asks() }, made], longer);
    const next = dialed(decideNext(after, afterwards));
    assert.deepEqual([next.attempt.step, next.attempt.number], ['team', 3]);
    assert.equal(next.attempt.callbackFor, undefined);
    assert.equal(Date.parse(next.at), Date.parse(thursday) + 2 * hours, 'the wait of the step begins anew');
    const again = { step: 'team', disposition: NoAnswer, endedAt: new Date(afterwards).toISOString() };
    const then = call([{ step: 'team', disposition: Answered, ...asks() }, made, again], longer);
    assert.equal(dialed(decideNext(then, afterwards)).attempt.step, 'overflow');
  });

  it('does not stop the ladder by its own disposition', () => {
    const made = { step: 'team', disposition: Voicemail, callbackFor: thursday, endedAt: thursday };
    const longer: Partial<PolicyInput> = { limits: { deadline: '30 days' }, on: { voicemail: 'stop' } };
    const after = call([{ step: 'team', disposition: Answered, ...asks() }, made], longer);
    assert.equal(dialed(decideNext(after, afterwards)).attempt.step, 'team');
  });

  it('extends the deadline for itself alone', () => {
    const made = { step: 'team', disposition: NoAnswer, callbackFor: thursday, endedAt: thursday };
    const decision = decideNext(call([{ step: 'team', disposition: Answered, ...asks() }, made]), afterwards);
    assert.ok(decision.do === 'finish' && decision.outcome === 'expired');
  });

  it('is made again, when it provably never rang', () => {
    const made = {
      step: 'team',
      disposition: Disposition.Unknown,
      neverRang: true,
      callbackFor: thursday,
    } as const;
    const decision = dialed(
      decideNext(call([{ step: 'team', disposition: Answered, ...asks() }, made]), afterwards),
    );
    assert.deepEqual([decision.attempt.number, decision.attempt.callbackFor], [3, thursday]);
  });

  it('waits for the calling hours, after the time that was asked for', () => {
    const weekly = { monday: [['09:00', '21:00']], friday: [['09:00', '12:00']] } as Record<
      string,
      [string, string][]
    >;
    const decision = dialed(
      decideNext(
        call([{ step: 'team', disposition: Answered, ...asks() }], { callingHours: { weekly } }),
        start,
      ),
    );
    assert.equal(decision.at, '2026-11-27T17:00:00.000Z');
    assert.deepEqual(rulesOf(decision), ['callback', 'calling-hours']);
  });

  it('respects the limits of the person, but not the waits of the steps', () => {
    const soon = new Date(start + 10 * minutes).toISOString();
    const attempt = { step: 'team', disposition: Answered, ...asks(soon) };
    assert.equal(dialed(decideNext(call([attempt]), start)).at, soon);
    const limits = { deadline: '1 day', rest: '3 hours' };
    const rested = dialed(decideNext(call([attempt], { limits }), start));
    assert.equal(Date.parse(rested.at), start + 3 * hours);
    assert.deepEqual(rulesOf(rested), ['callback', 'rest']);
    assert.equal(rested.checks?.length, 1);
  });

  it('yields to a refusal, to the person being reached, to an opt-out and to a pause', () => {
    const attempt = { step: 'team', disposition: Answered, ...asks() };
    for (const [one, outcome] of [
      [call([{ ...attempt, refused: true }]), 'opted-out'],
      [call([{ ...attempt, reached: true }]), 'reached'],
      [{ ...call([attempt]), control: { paused: false, cancelled: false, optedOut: {} } }, 'opted-out'],
    ] as const) {
      const decision = decideNext(one, start);
      assert.ok(decision.do === 'finish' && decision.outcome === outcome);
    }
    const paused = decideNext(
      { ...call([attempt]), control: { paused: true, cancelled: false } },
      start + 2 * days,
    );
    assert.ok(paused.do === 'stay-paused');
    assert.equal(paused.until, '2026-11-30T12:00:00.000Z', 'as long as it may be made');
  });

  it('is replaced by a later one, and is not made for one that was not granted', () => {
    const friday = '2026-11-27T20:00:00.000Z';
    const attempt = { step: 'team', disposition: Answered, ...asks() };
    assert.equal(dialed(decideNext(call([attempt, { ...attempt, ...asks(friday) }]), start)).at, friday);
    const refused = { callbackRequest: { asked: 'Thursday', why: 'it is no time' } };
    const without = dialed(decideNext(call([{ ...attempt, ...refused }]), start));
    assert.deepEqual([without.attempt.callbackFor, Date.parse(without.at)], [undefined, start + 2 * hours]);
  });

  it('is not made under a policy that allows none any more', () => {
    const decision = decideNext(
      call([{ step: 'team', disposition: Answered, ...asks() }], { callbacks: undefined }),
      start,
    );
    assert.equal(dialed(decision).attempt.callbackFor, undefined);
  });

  it('is made on another step with the same number, when its own can not be dialed', () => {
    const one = call([{ step: 'team', disposition: Answered, destinationPhoneNumber: someone, ...asks() }]);
    const skipped = { ...one, skippedSteps: [{ step: 'team', why: 'its queue does not exist' }] };
    assert.equal(dialed(decideNext(skipped, start)).attempt.step, 'overflow');
  });

  it('that networks block is tried from the other caller IDs, once from each, and counts once', () => {
    const asking = { step: 'team', disposition: Answered, destinationPhoneNumber: someone, ...asks() };
    const steps: PolicyInput['steps'] = [
      { name: 'team', queueId: 'a-queue' },
      { name: 'same-caller', queueId: 'a-queue' },
      { name: 'other-number', queueId: 'other-queue', destinationPhoneNumber: '+12065550111' },
      { name: 'overflow', queueId: 'other-queue' },
    ];
    const blocked = { ...asking, disposition: Blocked, callbackFor: thursday, callbackRequest: undefined };
    const tried = call([asking, blocked], { steps });
    const again = dialed(decideNext(tried, afterwards));
    assert.deepEqual(
      [again.attempt.step, again.attempt.number, again.attempt.callbackFor],
      ['overflow', 3, thursday],
    );
    assert.equal(again.at, new Date(afterwards).toISOString(), 'at once: nothing rang');
    const elsewhere = { ...blocked, step: 'overflow' };
    const ladder = { steps, limits: { deadline: '30 days' } };
    const after = dialed(decideNext(call([asking, blocked, elsewhere], ladder), afterwards));
    assert.equal(after.attempt.callbackFor, undefined, 'all were blocked: the ladder continues');
    const rang = { ...elsewhere, disposition: NoAnswer };
    assert.equal(
      dialed(decideNext(call([asking, blocked, rang], ladder), afterwards)).attempt.callbackFor,
      undefined,
    );
    assert.deepEqual(callbacksMade([blocked, rang]), [Date.parse(thursday)]);
  });

  it('is made from another caller ID if a worker has reported that of its step as blocked', () => {
    const asking = { step: 'team', disposition: Answered, destinationPhoneNumber: someone, ...asks() };
    const reported = (callerId: string) => ({
      ...{ instanceId: 'an-instance', callerId, callingCode: '1', why: 'three networks say no' },
      until: afterwards,
    });
    const unreported = dialed(decideNext(call([asking]), start));
    assert.deepEqual([unreported.attempt.step, unreported.otherStep], ['team', 'overflow']);
    const one = { ...call([asking]), blockedCallers: [reported('queue a-queue')] };
    const other = dialed(decideNext(one, start));
    assert.deepEqual([other.attempt.step, other.at, other.otherStep], ['overflow', thursday, undefined]);
    assert.deepEqual(rulesOf(other), ['callback', 'step-skipped']);
    const both = { ...one, blockedCallers: [reported('queue a-queue'), reported('queue other-queue')] };
    const own = dialed(decideNext(both, start));
    assert.deepEqual([own.attempt.step, own.otherStep], ['team', undefined], 'all are: then its own');
    assert.equal(dialed(decideNext(one, afterwards)).attempt.step, 'team', 'the day is over');
  });

  it('that is missed leaves the call to its ladder, which says so', () => {
    const weekly = { monday: [['09:00', '21:00']] } as Record<string, [string, string][]>;
    const changed = { callingHours: { weekly }, limits: { deadline: '30 days' } };
    const attempt = { step: 'team', disposition: Answered, ...asks() };
    // Until noon UTC of next Monday, which is four in the morning in Seattle.
    const decision = dialed(decideNext(call([attempt], changed), start + 1 * days));
    assert.equal(decision.attempt.callbackFor, undefined);
    assert.equal(decision.at, '2026-11-30T17:00:00.000Z');
    assert.deepEqual(rulesOf(decision).slice(0, 2), ['callback-missed', 'retry']);
  });

  it('knows the holidays of the years that it may be in', () => {
    const late = '2027-01-04T23:00:00.000Z';
    const one = call([{ step: 'team', disposition: Answered, ...asks(late) }], {
      callbacks: { attribute: 'callbackAt', within: '60 days' },
    });
    assert.deepEqual(yearsOf(one), [2026, 2027]);
    assert.deepEqual(yearsOf({ ...one, attempts: [] }), [2026]);
  });
});

describe('a callback that code asks for', () => {
  const at = Date.parse(thursday);
  const asked = (after: number, one: CallFacts, changed: { at?: number } = {}): CallFacts => ({
    ...one,
    control: { ...one.control, callback: { at, givenAt: start, after, ...changed } },
  });

  it('is the first dial, where none was made, and the ladder then begins', () => {
    const one = asked(0, call([]));
    const decision = dialed(decideNext(one, start));
    assert.deepEqual([decision.at, decision.attempt.step, decision.attempt.number], [thursday, 'team', 1]);
    assert.match(
      decision.reasons[0]?.text ?? '',
      /^Rescheduled with "extend": the person is to be called at Thu /,
    );
    const made = attemptsThat({
      step: 'team',
      disposition: NoAnswer,
      callbackFor: thursday,
      endedAt: thursday,
    });
    const longer = asked(0, { ...call([], { limits: { deadline: '30 days' } }), attempts: made });
    const next = dialed(decideNext(longer, afterwards));
    assert.deepEqual([next.attempt.step, next.attempt.callbackFor], ['team', undefined]);
    assert.equal(Date.parse(next.at), at + 2 * hours);
  });

  it('is made to a number that works', () => {
    const steps: PolicyInput['steps'] = [
      { name: 'mobile', queueId: 'a-queue' },
      { name: 'home', queueId: 'a-queue', destinationPhoneNumber: '+12065550111' },
    ];
    const failed = { step: 'mobile', disposition: InvalidNumber, destinationPhoneNumber: someone };
    const decision = dialed(decideNext(asked(1, call([failed], { steps })), start));
    assert.deepEqual([decision.attempt.step, decision.at], ['home', thursday]);
  });

  it('takes the place of what the person asked for in that attempt, but not in a later one', () => {
    const friday = '2026-11-27T20:00:00.000Z';
    const attempt = { step: 'team', disposition: Answered, ...asks(friday) };
    assert.equal(dialed(decideNext(asked(1, call([attempt])), start)).at, thursday);
    const later = call([{ step: 'team', disposition: NoAnswer }, attempt]);
    assert.equal(dialed(decideNext(asked(1, later), start)).at, friday);
  });
});
