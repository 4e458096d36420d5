import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clockReasons } from '../../../src/domain/decide/clock-reasons';
import { decideNext } from '../../../src/domain/decide/decide-next';
import type { Decision } from '../../../src/domain/decide/decision';
import table from '../../../src/domain/hours/data/zone-changes.json';
import { isTimeZone } from '../../../src/domain/hours/time-zone';
import { runtimeRelease } from '../../../src/domain/hours/zone-changes';
import type { CallFacts } from '../../../src/domain/call/call-facts';
import type { RulePackInput } from '../../../src/domain/rules/pack-schema';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { parsed, requestInput } from '../fixtures';
import { wallClock } from '../hours/wall-clock';
import { ourPack } from '../rules/fixtures';
import { runs } from '../../support/runs';

const workdays: NonNullable<NonNullable<PolicyInput['callingHours']>['weekly']> = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, [['09:00', '21:00']]]),
);
const recipients: Partial<PolicyInput> = { callingHours: { timeZone: 'recipient', weekly: workdays } };
const ofOffice = (timeZone: string): Partial<PolicyInput> => ({
  callingHours: { timeZone, weekly: workdays },
});

/** Each is closed by the clock that people there have, whatever data Node has. */
const closed: [what: string, number: string, policy: Partial<PolicyInput>, zone: string, at: string][] = [
  ['late in Vancouver', '+16045550100', recipients, 'America/Vancouver', '2026-11-23T21:45:00-07:00'],
  ['late in Canada/Pacific', '+16045550100', recipients, 'Canada/Pacific', '2026-11-23T21:45:00-07:00'],
  ['late in Edmonton', '+15875550100', recipients, 'America/Edmonton', '2026-11-30T21:30:00-06:00'],
  ['late in Canada/Mountain', '+15875550100', recipients, 'Canada/Mountain', '2026-11-30T21:30:00-06:00'],
  ['early in Casablanca', '+212522000100', recipients, 'Africa/Casablanca', '2026-12-01T08:05:00+00:00'],
  ['late in Winnipeg', '+12045550100', recipients, 'America/Winnipeg', '2026-11-30T21:30:00-05:00'],
  ['late in Havana', '+5372000100', recipients, 'America/Havana', '2026-11-30T21:30:00-04:00'],
  [
    'late in an office',
    '+33123456789',
    ofOffice('Canada/Mountain'),
    'Europe/Paris',
    '2026-11-30T21:30-06:00',
  ],
];

/** The same, closed by the data of an older Node only. */
const closedByOldData: typeof closed = [
  ['early in Vancouver', '+16045550100', recipients, 'America/Vancouver', '2026-11-23T09:30:00-07:00'],
  ['late in Casablanca', '+212522000100', recipients, 'Africa/Casablanca', '2026-12-01T20:30:00+00:00'],
];

describe('where a government has moved the clocks', () => {
  for (const [what, number, policy, timeZone, at] of closed) {
    it(`nobody is dialed ${what} (${at})`, () => {
      const decision = decide(policy, { destinationPhoneNumber: number, timeZone }, at);
      assert.ok(decision.do === 'dial' && Date.parse(decision.at) > Date.parse(at), JSON.stringify(decision));
      assert.ok(decision.reasons.some(({ rule }) => rule === 'calling-hours'));
    });
  }

  for (const [what, number, policy, timeZone, at] of closedByOldData) {
    it(`a Node with the old data does not dial ${what} (${at}), one with the new does`, () => {
      const decision = decide(policy, { destinationPhoneNumber: number, timeZone }, at);
      const hasOldData = clockReasons([timeZone], Date.parse(at), Date.parse(at)).length > 0;
      assert.ok(decision.do === 'dial');
      assert.equal(Date.parse(decision.at) > Date.parse(at), hasOldData);
    });
  }

  it('nobody is dialed late by the hours of a rule pack', () => {
    const now = Date.parse('2026-11-30T21:30:00-06:00');
    const where = { destinationPhoneNumber: '+15875550100', timeZone: 'America/Edmonton', region: 'CA-AB' };
    const decision = decide({ rules: [evenings] }, where, now);
    assert.ok(decision.do === 'dial' && Date.parse(decision.at) > now, JSON.stringify(decision));
    assert.deepEqual(
      decision.reasons.flatMap((reason) => (reason.rule === 'calling-hours' ? reason.closed : [])),
      ['our-rules/office'],
    );
  });

  it("nobody is dialed late by Amazon Connect's hours of operation", () => {
    const now = Date.parse('2026-11-30T21:30:00-06:00');
    const dates = Object.fromEntries(
      ['2026-11-30', '2026-12-01'].map((date) => [date, [['09:00', '21:00']] as const]),
    );
    const hours = { instanceId: 'an-instance', hoursOfOperationId: 'hours' };
    const fetched = { timeZone: 'America/Edmonton', dates, from: '2026-11-28', until: '2027-01-20', at: now };
    const policy = { callingHours: { timeZone: 'UTC', hoursOfOperationId: 'hours' } };
    const decision = decide(policy, { timeZone: 'America/Edmonton' }, now, {
      operatingHours: { ...hours, fetched },
    });
    assert.ok(decision.do === 'dial' && Date.parse(decision.at) > now, JSON.stringify(decision));
  });

  it('a local day is over when it is over on both clocks', () => {
    const at = '2026-11-24T07:30:00Z'; // 00:30 on the new clock of Vancouver, 23:30 on the old one.
    const attempts = [attemptAt('2026-11-24T06:30:00Z')];
    const policy = { limits: { perDay: 1 }, steps: [{ queueId: 'q', attempts: 9, retryAfter: '1 minute' }] };
    const decision = decide(policy, { timeZone: 'America/Vancouver' }, at, { attempts });
    const hasOldData = clockReasons(['America/Vancouver'], Date.parse(at), Date.parse(at)).length > 0;
    assert.ok(decision.do === 'dial');
    assert.equal(decision.at, hasOldData ? '2026-11-24T08:00:00.000Z' : '2026-11-24T07:30:00.000Z');
  });

  it('times are shown on the clock that people there have', () => {
    const at = '2026-11-23T21:45:00-07:00';
    const decision = decide(recipients, { timeZone: 'America/Vancouver' }, at);
    assert.ok(decision.do === 'dial');
    const local = wallClock('UTC', Date.parse(decision.at) - 7 * 3_600_000);
    assert.ok(
      decision.localTime?.includes(`${local.date} ${local.time} America/Vancouver`),
      decision.localTime,
    );
  });
});

describe('the reason for two clocks', () => {
  const [from, until] = [Date.parse('2026-11-24T04:45:00Z'), Date.parse('2026-11-24T17:00:00Z')];

  it('names the zone, the releases and the offset by the table', () => {
    const [reason] = clockReasons(['America/Vancouver', 'America/Vancouver'], from, until, '2026a');
    const named = { zone: 'America/Vancouver', since: '2026b', release: '2026a' };
    const expected = { rule: 'clock-changed', ...named, older: '-08:00', newer: '-07:00' };
    assert.deepEqual(reason, isOldNode ? expected : undefined);
  });

  it('is not given while the clocks agree, nor with data that has the change', () => {
    const summer = Date.parse('2026-07-01T00:00:00Z');
    assert.deepEqual(clockReasons(['America/Vancouver'], summer, summer + 1, '2025c'), []);
    assert.deepEqual(clockReasons(['America/Vancouver', 'Europe/Paris'], from, until, '2026b'), []);
  });

  it('is part of the decision, in a sentence, where the data of this Node is old', () => {
    const { reasons } = decide(recipients, { timeZone: 'America/Vancouver' }, '2026-11-23T21:45:00-07:00');
    const text = reasons.find(({ rule }) => rule === 'clock-changed')?.text;
    assert.equal(text !== undefined, isOldNode);
    if (isOldNode)
      assert.match(
        text ?? '',
        /^Release 2026b .* America\/Vancouver to UTC-07:00.* UTC-08:00: .* both clocks\.$/,
      );
  });
});

describe('in every zone of the table, at whatever instant', () => {
  const zones = table.changes
    .flatMap(({ zones, offsets }) => zones.split(' ').map((zone) => ({ zone, offsets })))
    .filter(({ zone }) => isTimeZone(zone));
  const anyInstant = fc.integer({ min: Date.parse('2025-06-01'), max: Date.parse('2030-01-01') });

  it('a dial is within the hours on the clock of this Node and on that of the table, to the end of its window', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyInstant, ({ zone, offsets }, now) => {
        const decision = decide(recipients, { timeZone: zone }, now);
        assert.ok(decision.do === 'dial');
        const [start, end] = [Date.parse(decision.at), Date.parse(decision.notAfter)];
        for (const instant of [start, Math.round((start + end) / 2), end]) {
          const [, ahead = 0] = offsets.findLast(([from]) => Date.parse(String(from)) <= instant) ?? [];
          for (const shown of [
            wallClock(zone, instant),
            wallClock('UTC', instant + Number(ahead) * 60_000),
          ]) {
            const day = new Date(shown.date).getUTCDay();
            assert.ok(
              day >= 1 && day <= 5 && shown.time >= '09:00' && shown.time < '21:00',
              JSON.stringify(shown),
            );
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

/** Does this Node lack British Columbia's change? */
const isOldNode = runtimeRelease === undefined || runtimeRelease < '2026b';

const evenings: RulePackInput = {
  ...ourPack,
  countries: ['CA'],
  rules: ourPack.rules.flatMap((rule) =>
    rule.kind === 'hours' ? [{ ...rule, weekly: workdays, holidays: undefined }] : [],
  ),
};

function attemptAt(instant: string): CallFacts['attempts'][number] {
  return {
    number: 1,
    step: 'step-1',
    destinationPhoneNumber: '+12065550100',
    disposition: 'no-answer',
    startedAt: instant,
    endedAt: instant,
    reached: false,
  };
}

function decide(
  policy: Partial<PolicyInput>,
  request: Parameters<typeof requestInput>[1],
  at: string | number,
  state: Partial<CallFacts> = {},
): Decision {
  const now = typeof at === 'number' ? at : Date.parse(at);
  return decideNext(
    {
      request: parsed(requestInput(policy, request)),
      startedAt: now,
      attempts: [],
      control: { paused: false, cancelled: false },
      skippedSteps: [],
      ...state,
    },
    now,
  );
}
