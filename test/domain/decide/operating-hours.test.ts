import assert from 'node:assert/strict';
import { decideNext } from '../../../src/domain/decide/decide-next';
import type { Decision } from '../../../src/domain/decide/decision';
import type { OperatingHours } from '../../../src/domain/hours/known-hours';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { callUnder, start } from '../fixtures';
import { days as day, hours as hour, minutes as minute } from '../../../src/domain/policy/duration';

const zone = 'America/Los_Angeles';
const named = { instanceId: 'an-instance', hoursOfOperationId: 'weekdays' };
const nineToFive = [['09:00', '17:00']] as [string, string][];
/** `start` is a Monday, 04:00 in the zone of the hours. */
const nine = start + 5 * hour;

/** A call whose policy names hours of operation. */
function calling(operatingHours?: OperatingHours, policy: Partial<PolicyInput> = {}) {
  const callingHours = { timeZone: zone, hoursOfOperationId: 'weekdays', ...policy.callingHours };
  return callUnder({ ...policy, callingHours }, operatingHours ? { operatingHours } : {});
}

function told(
  at: number,
  dates: Record<string, [string, string][]>,
  [from, until]: readonly [string, string] = ['2026-11-22', '2026-12-01'],
): OperatingHours {
  return { ...named, fetched: { timeZone: zone, dates, from, until, at } };
}

const monday = { '2026-11-23': nineToFive };
const tuesday = { '2026-11-24': nineToFive };

describe('hours of operation that a policy names', () => {
  it('are looked up before anything else, for the dates until the deadline in any zone', () => {
    const decision = decideNext(calling(), start);
    assert.ok(decision.do === 'look-up');
    const { reasons, localTime, ...rest } = decision;
    assert.deepEqual(rest, {
      ...{ do: 'look-up', what: 'hours-of-operation', ...named, maxAge: hour },
      ...{ at: '2026-11-23T12:00:00.000Z', from: '2026-11-22', until: '2026-12-01' },
    });
    assert.equal(localTime, 'Mon 2026-11-23 04:00 America/Los_Angeles');
    assert.deepEqual(rules({ reasons }), ['first-attempt', 'hours-look-up']);
  });

  it('are looked up no further than 35 days ahead', () => {
    const decision = decideNext(calling(undefined, { limits: { deadline: '300 days' } }), start);
    assert.ok(decision.do === 'look-up');
    assert.equal(decision.until, '2026-12-29');
  });

  it('are the only hours where the policy has no week of its own', () => {
    const decision = dialOf(decideNext(calling(told(start, monday)), start));
    assert.deepEqual([decision.at, decision.notAfter], [iso(nine), iso(nine + 8 * hour - minute)]);
    const [, reason] = decision.reasons;
    assert.ok(reason?.rule === 'calling-hours');
    assert.deepEqual([reason.closed, reason.zone], [['amazon-connect'], zone]);
    assert.match(
      reason.text,
      /closed by Amazon Connect's hours of operation; they open at Mon 2026-11-23 09:00/,
    );
  });

  it('must be open together with those of the policy', () => {
    const callingHours = { weekly: { monday: [['11:00', '12:00']] as [string, string][] } };
    const decision = dialOf(decideNext(calling(told(start, monday), { callingHours }), start));
    assert.equal(decision.at, iso(nine + 2 * hour));
  });

  it('are not fetched where the policy never lets the call be made', () => {
    const callingHours = { weekly: { sunday: nineToFive } };
    const decision = decideNext(calling(undefined, { callingHours, limits: { deadline: '2 days' } }), start);
    assert.deepEqual([decision.do, rules(decision)], ['finish', ['never-open', 'deadline']]);
  });

  it('that are too old for a dial are looked up again when it is due, not before', () => {
    const known = told(start, monday);
    assert.equal(decideNext(calling(known), start + 2 * hour).do, 'dial');
    assert.equal(decideNext(calling(known), nine).do, 'look-up');
    const decision = dialOf(decideNext(calling(told(nine, monday)), nine + minute));
    assert.equal(decision.at, iso(nine + minute));
  });

  it('are looked at again while they alone keep the call from being made: they may open earlier', () => {
    const decision = dialOf(decideNext(calling(told(start, tuesday)), start));
    assert.deepEqual([decision.at, decision.reviewAt], [iso(nine + day), iso(start + 4 * hour)]);
    assert.equal(decideNext(calling(told(start, tuesday)), start + 4 * hour).do, 'look-up');
    const control = { paused: false, cancelled: false, notBefore: nine + day };
    const rescheduled = decideNext({ ...calling(told(start, tuesday)), control }, start);
    assert.equal(dialOf(rescheduled).reviewAt, undefined, 'it is not they alone');
  });

  it('are looked up again where what is known of them does not reach', () => {
    const known = told(start, monday, ['2026-11-22', '2026-11-24']);
    const control = { paused: false, cancelled: false, notBefore: start + 3 * day };
    const decision = decideNext({ ...calling(known), control }, start);
    assert.ok(decision.do === 'look-up');
    assert.deepEqual([decision.from, decision.at], ['2026-11-25', iso(start)]);
  });

  it('of another instance or policy are not gone by', () => {
    for (const other of [{ instanceId: 'another' }, { hoursOfOperationId: 'nights' }]) {
      assert.equal(decideNext(calling({ ...told(nine, monday), ...other }), nine).do, 'look-up');
    }
  });

  it('that never open before the deadline let the call expire; beyond what is known they are looked up later', () => {
    const short = { limits: { deadline: '2 days' } };
    assert.deepEqual(rules(decideNext(calling(told(start, {}), short), start)), ['deadline']);
    const known = told(start, {}, ['2026-11-22', '2026-11-24']);
    const decision = decideNext(calling(known), start);
    assert.ok(decision.do === 'look-up');
    assert.equal(decision.at, iso(start + 4 * hour));
    assert.match(
      decision.reasons.at(-1)?.text ?? '',
      /on no date up to 2026-11-24; .*again at Mon 2026-11-23 08:00/,
    );
  });

  it('are not waited for past the deadline', () => {
    const failed = { why: 'down', inARow: 9, until: start + 3 * hour };
    const policy = { limits: { deadline: '2 hours' } };
    const decision = decideNext(calling({ ...named, failed }, policy), start);
    assert.ok(decision.do === 'look-up');
    assert.equal(decision.at, iso(start + 2 * hour));
    assert.deepEqual(rules(decideNext(calling({ ...named, failed }, policy), start + 2 * hour)), [
      'deadline',
    ]);
  });

  describe('when Amazon Connect can’t be reached', () => {
    const failed = (at: number) => ({ why: 'AccessDenied', inARow: 3, until: at + 5 * minute });

    it('uses the hours fetched last, and says so', () => {
      const known = { ...told(nine - day, monday), failed: failed(nine) };
      const decision = dialOf(decideNext(calling(known), nine));
      assert.equal(decision.at, iso(nine));
      assert.deepEqual(rules(decision), ['first-attempt', 'hours-not-fetched']);
      assert.match(
        decision.reasons.at(-1)?.text ?? '',
        /\(AccessDenied\); dialing continues by the hours fetched at Sun /,
      );
      assert.equal(decideNext(calling(known), nine + 5 * minute).do, 'look-up', 'and asks again');
    });

    for (const [what, known] of [
      ['was never told them', { ...named }],
      ['was told them too long ago', told(nine - 8 * day, monday, ['2026-11-15', '2026-12-01'])],
      ['was told of other dates', told(nine - hour, monday, ['2026-11-20', '2026-11-22'])],
    ] as const) {
      it(`dials nothing where it ${what}, and looks them up again`, () => {
        const decision = decideNext(calling({ ...known, failed: failed(nine) }), nine);
        assert.ok(decision.do === 'look-up');
        assert.equal(decision.at, iso(nine + 5 * minute));
        assert.match(
          decision.reasons.at(-1)?.text ?? '',
          /could not be fetched .*\(AccessDenied\).* nothing is dialed/,
        );
      });
    }
  });
});

function dialOf(decision: Decision) {
  assert.ok(decision.do === 'dial', decision.do);
  return decision;
}

function rules({ reasons }: Pick<Decision, 'reasons'>): string[] {
  return reasons.map(({ rule }) => rule);
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
