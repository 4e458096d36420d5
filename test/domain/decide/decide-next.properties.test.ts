import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Attempt } from '../../../src/domain/call/attempt';
import type { CallFacts } from '../../../src/domain/call/call-facts';
import { forbiddenBy } from '../../../src/domain/ledger/check';
import { limitsOfPolicy } from '../../../src/domain/policy/limits-of-policy';
import type { CountedAttempt } from '../../../src/domain/ledger/counted-attempt';
import { isSameCaller } from '../../../src/domain/call/blocked-caller';
import { callerOf } from '../../../src/domain/call/caller-of';
import { decideNext } from '../../../src/domain/decide/decide-next';
import type { Decision } from '../../../src/domain/decide/decision';
import { Disposition, dispositions } from '../../../src/domain/call/disposition';
import { ruleFor } from '../../../src/domain/policy/disposition-rules';
import { anyRequest, anyStart } from '../arbitraries';
import { deepFreeze, parsed, someone, theirOtherNumber, throughJson } from '../fixtures';
import { isAllowedAt } from '../ledger/count-by-hand';
import { day, isOpenAt, minute } from '../hours/wall-clock';
import { runs } from '../../support/runs';

type Dial = Extract<Decision, { do: 'dial' }>;

describe('whatever the policy, the history and the instant, decideNext', () => {
  promise(
    'never dials outside the calling hours or as they close, nor leaves a permitted minute unused',
    (call, now) => {
      const dial = dialOf(call, now);
      if (!dial) return;
      assert.ok(dial.at < dial.notAfter, 'a dial has some time');
      const closed = instants(dial.at, dial.notAfter).find((instant) => !isDialable(call, instant));
      assert.equal(closed, undefined, 'every instant from "at" to "notAfter" is within the hours');
      const earliest = Math.max(now, ...waits(call, dial.attempt.destinationPhoneNumber));
      const unused = instants(earliest, dial.at).find(
        (at) => isDialable(call, at) && isWithinLimits(call, at),
      );
      assert.equal(unused, undefined, 'no instant before "at" is within the hours');
    },
  );

  promise('dials before the deadline, and no later than the window lasts', (call, now) => {
    const dial = dialOf(call, now);
    if (!dial) return;
    assert.ok(dial.at >= now && dial.notAfter <= deadlineOf(call));
    assert.ok(
      dial.notAfter === deadlineOf(call) || !isDialable(call, dial.notAfter),
      'it ends with the window',
    );
  });

  promise(
    'never dials before the spacing, the quiet period, a reschedule or a throttle is over',
    (call, now) => {
      const dial = dialOf(call, now);
      if (dial) assert.ok(dial.at >= Math.max(...waits(call, dial.attempt.destinationPhoneNumber), now));
    },
  );

  promise('never exceeds the attempts of the call or of a step', (call, now) => {
    const dial = dialOf(call, now);
    if (!dial) return;
    const { steps, limits } = call.request.policy;
    const made = call.attempts.filter(({ step }) => step === dial.attempt.step).length;
    assert.ok(call.attempts.length < limits.attempts);
    assert.ok(made < (steps.find(({ name }) => name === dial.attempt.step)?.attempts ?? 0));
    assert.equal(dial.attempt.number, call.attempts.length + 1);
  });

  promise(
    'never dials a person more often than the limits allow, and has their instants checked again',
    (call, now) => {
      const dial = dialOf(call, now);
      if (!dial) return;
      assert.ok(isWithinLimits(call, dial.at));
      assert.equal(forbiddenBy(dial.checks ?? [], contactsOf(call)), undefined);
      const limits = limitsOfPolicy(call.request.policy.limits);
      assert.deepEqual(
        dial.checks?.map(({ limit }) => limit) ?? [],
        limits.map(({ name }) => name),
      );
    },
  );

  promise(
    'climbs down the ladder only to a number that was left while it may ring, and stands on no skipped step',
    (call, now) => {
      const dial = dialOf(call, now);
      if (!dial) return;
      const names = call.request.policy.steps.map(({ name }) => name);
      const last = call.attempts.at(-1);
      const { step, destinationPhoneNumber: number } = dial.attempt;
      const there = call.attempts.filter((one) => one.destinationPhoneNumber === number).at(-1);
      const wasLeft =
        call.request.policy.quietPeriodAppliesTo === 'number' && there?.phoneMayBeRinging === true;
      if (last && !wasLeft) assert.ok(names.indexOf(step) >= names.indexOf(last.step));
      assert.ok(!call.skippedSteps.some(({ step }) => step === dial.attempt.step));
    },
  );

  it('dials at the same time whatever caller IDs are reported as blocked, and from one that is not if it can', () => {
    fc.assert(
      fc.property(anyCall, fc.nat({ max: 3 * day }), fc.array(fc.boolean()), (call, later, reported) => {
        const now = call.startedAt + later;
        const { instanceId, quietPeriodAppliesTo, steps } = call.request.policy;
        const callers = steps.map(({ queueId, sourcePhoneNumber, destinationPhoneNumber = someone }) =>
          callerOf({ instanceId, queueId, sourcePhoneNumber, destinationPhoneNumber }),
        );
        const blockedCallers = callers
          .filter((_, index) => reported[index])
          .map((caller) => ({ ...caller, why: 'blocked', until: now + 1 }));
        const before = dialOf(call, now);
        const after = dialOf(deepFreeze({ ...call, blockedCallers }), now);
        if (quietPeriodAppliesTo === 'person') assert.ok(!before || after?.at === before.at);
        const isBlocked = (step: string) => {
          const caller = callers[steps.findIndex(({ name }) => name === step)];
          return caller !== undefined && blockedCallers.some((one) => isSameCaller(one, caller));
        };
        if (before && !isBlocked(before.attempt.step)) assert.ok(after && !isBlocked(after.attempt.step));
        if (after?.otherStep !== undefined) assert.ok(!isBlocked(after.otherStep));
      }),
      { numRuns: runs(100) },
    );
  });

  promise('never dials a number again that the policy has given up', (call, now) => {
    const dial = dialOf(call, now);
    const { on } = call.request.policy;
    const givenUp = call.attempts.filter(
      ({ disposition }) => ruleFor(on, disposition).action === 'next-number',
    );
    for (const attempt of givenUp) {
      assert.notEqual(dial?.attempt.destinationPhoneNumber, attempt.destinationPhoneNumber);
    }
  });

  promise('never dials when paused, cancelled, reached or stopped', (call, now) => {
    const last = call.attempts.at(-1);
    const stopped = last && ruleFor(call.request.policy.on, last.disposition).action === 'stop';
    const { paused, cancelled } = call.control;
    const mayDial = !paused && !cancelled && !stopped && !call.attempts.some(({ reached }) => reached);
    const decision = decideNext(call, now);
    assert.ok(mayDial || decision.do !== 'dial');
    if (cancelled) assert.ok(decision.do === 'finish' && decision.outcome === 'cancelled');
  });

  promise('says the same of the same call, changes nothing of it, and survives JSON', (call, now) => {
    const decision = decideNext(call, now);
    assert.deepEqual(decideNext(call, now), decision);
    assert.deepEqual(decideNext(throughJson(call), now), decision);
  });

  promise('gives reasons, each in words', (call, now) => {
    const { reasons } = decideNext(call, now);
    assert.notEqual(reasons.length, 0);
    for (const { text } of reasons) assert.match(text, /^[A-Z][^]*\S$/);
  });
});

/** Any history at all, also ones that no policy would have made: the promises hold after a policy was changed too. */
function promise(name: string, holds: (call: CallFacts, now: number) => void): void {
  it(name, () => {
    fc.assert(
      fc.property(anyCall, fc.nat({ max: 3 * day }), (call, later) => {
        holds(deepFreeze(call), call.startedAt + later);
      }),
      { numRuns: runs(100) },
    );
  });
}

/** Not `fc.boolean()`: a call that is over has nothing to dial, and most promises are about dials. */
const rarely = fc.integer({ min: 0, max: 19 }).map((value) => value === 19);

const anyAttempt = fc.record({
  onStep: fc.nat({ max: 3 }),
  number: fc.constantFrom(someone, theirOtherNumber),
  disposition: fc.oneof(
    fc.constantFrom(Disposition.NoAnswer, Disposition.Busy, Disposition.Unknown),
    fc.constantFrom(...dispositions),
  ),
  reached: fc.integer({ min: 0, max: 99 }).map((value) => value === 99),
  lost: fc.boolean(),
  minutesLater: fc.nat({ max: 600 }),
});

const anyCall: fc.Arbitrary<CallFacts> = fc
  .record({
    input: anyRequest,
    startedAt: anyStart,
    made: fc.array(anyAttempt, { maxLength: 6 }),
    paused: rarely,
    cancelled: rarely,
    notBefore: fc.option(fc.nat({ max: 5 * day }), { nil: undefined, freq: 4 }),
    notSent: fc.option(fc.nat({ max: day }), { nil: undefined, freq: 4 }),
    skipped: fc.option(fc.nat({ max: 3 }), { nil: undefined, freq: 4 }),
    others: fc.array(fc.record({ before: fc.nat({ max: 8 * day }), lasted: fc.nat({ max: 60 * minute }) }), {
      maxLength: 4,
    }),
  })
  .map(({ input, startedAt, made, paused, cancelled, notBefore, notSent, skipped, others }) => {
    const request = parsed(input);
    return {
      request,
      startedAt,
      attempts: historyOf(made, startedAt),
      control: {
        paused,
        cancelled,
        ...(notBefore === undefined ? {} : { notBefore: startedAt + notBefore }),
      },
      ...(notSent === undefined
        ? {}
        : { blocked: { by: 'fault', why: 'throttled', until: startedAt + notSent, tries: 1 } as const }),
      otherAttempts: others.map(({ before, lasted }, index) => ({
        ...{ attemptId: `another.${index}`, call: 'another', disposition: Disposition.NoAnswer },
        ...{ at: startedAt - before, endedAt: startedAt - before + lasted },
      })),
      skippedSteps:
        skipped === undefined ? [] : [{ step: `step-${skipped + 1}`, why: 'its queue does not exist' }],
    };
  });

type Made = typeof anyAttempt extends fc.Arbitrary<infer Value> ? Value : never;

function historyOf(made: readonly Made[], startedAt: number): Attempt[] {
  let clock = startedAt;
  return made.map(({ onStep, number, disposition, reached, lost, minutesLater }, index) => {
    const dialed = new Date(clock).toISOString();
    clock += minutesLater * minute;
    return {
      number: index + 1,
      step: `step-${onStep + 1}`,
      destinationPhoneNumber: number,
      contactFlowId: 'a-flow',
      startedAt: dialed,
      endedAt: new Date(clock).toISOString(),
      disposition,
      reached,
      ...(lost ? { phoneMayBeRinging: true } : {}),
    };
  });
}

function dialOf(
  call: CallFacts,
  now: number,
): (Omit<Dial, 'at' | 'notAfter'> & { at: number; notAfter: number }) | undefined {
  const decision = decideNext(call, now);
  if (decision.do !== 'dial') return undefined;
  return { ...decision, at: Date.parse(decision.at), notAfter: Date.parse(decision.notAfter) };
}

function deadlineOf(call: CallFacts): number {
  return call.startedAt + call.request.policy.limits.deadline;
}

/** Within the hours, and not about to close; by the clock on the wall: see the oracle. */
function isDialable({ request }: CallFacts, instant: number): boolean {
  const hours = request.policy.callingHours;
  if (!hours) return true;
  const zone = hours.timeZone === 'recipient' ? request.timeZone : hours.timeZone;
  const rings = [...instants(instant, instant + hours.closesIn), instant, instant + hours.closesIn];
  return rings.every((at) => isOpenAt(hours, zone ?? 'unknown', at));
}

function isWithinLimits(call: CallFacts, instant: number): boolean {
  const { policy, subject, timeZone = 'UTC' } = call.request;
  const counting = { zones: [timeZone], subject };
  return isAllowedAt(limitsOfPolicy(policy.limits), contactsOf(call), instant, counting);
}

/** Of the call itself, and of others. */
function contactsOf({ attempts, otherAttempts = [] }: CallFacts): CountedAttempt[] {
  const own = attempts.map(({ number, startedAt, endedAt, disposition }) => ({
    ...{ attemptId: String(number), call: 'own', disposition },
    ...{ at: Date.parse(startedAt), endedAt: Date.parse(endedAt) },
  }));
  return [...own, ...otherAttempts];
}

/** The first and last millisecond, and every quarter of an hour between: the hours of these properties change on no other. */
function instants(from: number, until: number): number[] {
  const quarter = 15 * minute;
  const found = from < until ? [from, until - 1] : [];
  for (let at = Math.ceil(from / quarter) * quarter; at < until; at += quarter) found.push(at);
  return found;
}

/** Every instant that the next dial, to this number, has to wait for, worked out from the policy's words once more. */
function waits({ request: { policy }, attempts, control, blocked }: CallFacts, number: string): number[] {
  const last = attempts.at(-1);
  const found = [control.notBefore ?? 0, blocked?.until ?? 0];
  if (!last) return found;
  const ended = Date.parse(last.endedAt);
  const step = policy.steps.find(({ name }) => name === last.step);
  const before = attempts.slice(0, -1).filter(({ step: name }) => name === last.step).length;
  const { retryAfter, increment = 0 } = ruleFor(policy.on, last.disposition);
  const alike = attempts.slice(0, -1).filter(({ disposition }) => disposition === last.disposition).length;
  const spacing =
    retryAfter === undefined
      ? Math.round((step?.retryAfter ?? 0) * (step?.backoff ?? 1) ** before)
      : retryAfter + alike * increment;
  const perNumber = policy.quietPeriodAppliesTo === 'number';
  const isElsewhere = last.phoneMayBeRinging && last.destinationPhoneNumber !== number;
  const waitsForStep = !(perNumber && isElsewhere) || retryAfter !== undefined;
  const ringing = attempts
    .filter((one) => one.phoneMayBeRinging && (!perNumber || one.destinationPhoneNumber === number))
    .map((one) => Date.parse(one.endedAt) + minute + policy.quietPeriod);
  return [...found, ...(waitsForStep ? [ended + spacing] : []), ...ringing];
}
