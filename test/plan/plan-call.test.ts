import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { dispositions, type Disposition } from '../../src/domain/call/disposition';
import { ruleFor } from '../../src/domain/policy/disposition-rules';
import { emptyAlmanac } from '../../src/domain/hours/almanac';
import { createAlmanac } from '../../src/holidays';
import { planCall } from '../../src/plan';
import { anyRequest, anyStart } from '../domain/arbitraries';
import { parsed, requestInput } from '../domain/fixtures';
import { isOpenAt, wallClock } from '../domain/hours/wall-clock';
import { planAndPicture } from './plan-and-picture';
import { runs } from '../support/runs';

const at = Date.parse('2026-11-23T17:00:00Z');
const anyEndings = fc.array(fc.constantFrom(...dispositions.filter((one) => one !== 'answered')), {
  maxLength: 6,
});

describe('a plan', () => {
  it('has attempts only inside the hours and before the deadline, and says so in local time', () => {
    fc.assert(
      fc.property(anyRequest, anyStart, anyEndings, (input, start, endings) => {
        const request = parsed(input);
        const { callingHours, limits } = request.policy;
        const named = callingHours?.timeZone ?? 'recipient';
        const zone = named === 'recipient' ? request.timeZone : named;
        const plan = planCall(request, { at: start, dispositions: endings, almanac: emptyAlmanac });
        for (const attempt of plan.attempts) {
          const instant = Date.parse(attempt.at);
          assert.ok(start <= instant && instant < start + limits.deadline);
          assert.ok(!callingHours || isOpenAt(callingHours, zone ?? 'unknown', instant), attempt.at);
          const { date, time } = wallClock(plan.zone, instant);
          assert.ok(attempt.localTime.endsWith(` ${date} ${time} ${plan.zone}`), attempt.localTime);
        }
      }),
      { numRuns: runs(50) },
    );
  });

  it('leaves at least the wait of the policy between two attempts, and keeps its limits', () => {
    fc.assert(
      fc.property(anyRequest, anyStart, anyEndings, (input, start, endings) => {
        const request = parsed(input);
        const { policy } = request;
        const { attempts } = planCall(request, { at: start, dispositions: endings, almanac: emptyAlmanac });
        assert.ok(attempts.length <= policy.limits.attempts);
        attempts.forEach(({ number, at: instant }, index) => {
          assert.equal(number, index + 1);
          const before = attempts[index - 1];
          if (!before) return;
          const ending: Disposition = endings[index - 1] ?? endings.at(-1) ?? 'no-answer';
          const step = policy.steps.find(({ name }) => name === before.step);
          const mayWaitLess = policy.quietPeriodAppliesTo === 'number' && ending === 'unknown';
          const ofStep = mayWaitLess ? 0 : (step?.retryAfter ?? 0);
          const least = ruleFor(policy.on, ending).retryAfter ?? ofStep;
          assert.ok(Date.parse(instant) - Date.parse(before.at) >= least);
        });
      }),
      { numRuns: runs(50) },
    );
  });

  it('ends as reached at the first answered attempt; the last disposition is repeated, and is no-answer by default', () => {
    const request = parsed(requestInput({ steps: [{ queueId: 'a', attempts: 4, retryAfter: '1 hour' }] }));
    const plan = (...endings: Disposition[]) =>
      planCall(request, { at, dispositions: endings, almanac: emptyAlmanac });
    assert.deepEqual(
      [plan('busy', 'answered').attempts.length, plan('busy', 'answered').outcome],
      [2, 'reached'],
    );
    assert.deepEqual([plan('busy').attempts.length, plan('busy').outcome], [4, 'exhausted']);
    for (const { reasons } of plan().attempts.slice(1)) {
      assert.deepEqual(
        reasons.map((reason) => 'after' in reason && reason.after),
        ['no-answer', 'no-answer'],
      );
    }
    assert.equal(plan('invalid-number').outcome, 'undialable');
  });

  it('dials nothing during the quiet period after an unknown attempt', () => {
    const request = parsed(
      requestInput({ steps: [{ queueId: 'a', attempts: 2, retryAfter: 0 }], quietPeriod: '3 hours' }),
    );
    const { attempts } = planCall(request, { at, dispositions: ['unknown'], almanac: emptyAlmanac });
    assert.equal(attempts[1]?.at, '2026-11-23T20:01:00.000Z');
  });

  it('that an almanac closes days of has no attempt on them', () => {
    const request = parsed(
      requestInput({
        callingHours: {
          timeZone: 'America/New_York',
          holidays: ['US'],
          weekly: { thursday: [['09:00', '17:00']] },
        },
        limits: { deadline: '14 days' },
      }),
    );
    const { attempts } = planCall(request, { at, almanac: createAlmanac() });
    // Not on Thanksgiving.
    assert.deepEqual(
      attempts.map(({ at: instant }) => instant),
      ['2026-12-03T14:00:00.000Z'],
    );
  });

  it('treats the hours of operation of Amazon Connect as open, since it makes no requests', () => {
    const request = parsed(
      requestInput({
        callingHours: {
          hoursOfOperationId: 'some-hours',
          timeZone: 'UTC',
          weekly: { tuesday: [['09:00', '10:00']] },
        },
      }),
    );
    const { attempts } = planCall(request, { at, almanac: emptyAlmanac });
    assert.deepEqual(
      attempts.map(({ at: instant }) => instant),
      ['2026-11-24T09:00:00.000Z'],
    );
  });

  it('shows the callback that the person asks for in the first attempt, on their clock and beside the ladder', () => {
    const request = parsed(
      requestInput(
        {
          callbacks: { attribute: 'callbackAt' },
          steps: [{ queueId: 'a-queue', attempts: 2, retryAfter: '1 hour' }],
          limits: { deadline: '30 days' },
        },
        { timeZone: 'America/Los_Angeles' },
      ),
    );
    const options = { at, dispositions: [], almanac: emptyAlmanac };
    const { attempts, warnings } = planCall(request, { ...options, callback: '2026-11-26T15:00' });
    assert.deepEqual(
      attempts.map(({ localTime, reasons: [first] }) => [localTime.slice(0, 20), first?.rule]),
      [
        [planCall(request, options).attempts[0]?.localTime.slice(0, 20), 'first-attempt'],
        ['Thu 2026-11-26 15:00', 'callback'],
        ['Thu 2026-11-26 16:00', 'retry'],
      ],
    );
    assert.deepEqual(warnings, []);
    const unreadable = planCall(request, { ...options, callback: 'Thursday' });
    assert.equal(unreadable.attempts.length, 2);
    assert.match(unreadable.warnings.join('\n'), /is not a time in ISO 8601/);
  });

  it('of a thousand attempts ends, too', () => {
    const steps = Array.from({ length: 10 }, () => ({ queueId: 'a', attempts: 100, retryAfter: '1 minute' }));
    const { attempts, outcome } = planCall(parsed(requestInput({ steps })), { at, almanac: emptyAlmanac });
    assert.deepEqual([attempts.length, outcome], [1000, 'exhausted']);
  });

  it('and its picture are the same on a machine in another zone', async () => {
    const here = planAndPicture();
    const code = `console.log(require('./test/plan/plan-and-picture').planAndPicture())`;
    for (const zone of ['America/Havana', 'Australia/Lord_Howe']) {
      const env = { ...process.env, TZ: zone };
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--require', 'tsx/cjs', '--eval', code],
        { env },
      );
      assert.equal(stdout.trim(), here.trim());
    }
  });
});
