import assert from 'node:assert/strict';
import { applyRules } from '../../../src/domain/rules/apply-rules';
import { shortRingWarnings } from '../../../src/domain/rules/short-ring-warnings';
import { deepFreeze, parsed, requestInput } from '../fixtures';
import { fakeAlmanac, ourPack, rules } from './fixtures';

const seattle = { zones: ['America/Los_Angeles'], regions: ['US-WA'] };
const miami = { zones: ['America/New_York'], regions: ['US-FL'] };
const somewhereInUs = { zones: ['America/New_York', 'America/Chicago'], regions: ['US'] };
const paris = { zones: ['Europe/Paris'], regions: ['FR'] };
const nowhere = { zones: [], regions: [] };
const years = [2026];

const almanac = fakeAlmanac({
  'US-AL': ['-11-26'],
  'US-LA': ['-02-17'],
  'US-MS': ['-04-27'],
  'US-PA': ['-12-25'],
  'US-RI': ['-05-04'],
  'US-UT': ['-07-24'],
  US: ['-12-25'],
  FR: ['-11-11'],
  'FR-57': ['-04-03', '-11-11'],
  IT: ['-01-01', '-12-25', '-12-26'],
});
const unasked = fakeAlmanac();

function names(of: readonly { readonly name: string }[]): string[] {
  return [...new Set(of.map(({ name }) => name))];
}

describe('rules, applied to a person', () => {
  it('are those of the packs that the policy names, in the zone where the person is', () => {
    const { hours, limits, ring, warnings } = applyRules(
      rules('us-tcpa', 'us-reg-f'),
      seattle,
      unasked,
      years,
    );
    assert.deepEqual(
      hours.map(({ name, zone, dates }) => ({ name, zone, dates })),
      [
        { name: 'us-tcpa/calling-hours', zone: 'America/Los_Angeles', dates: undefined },
        { name: 'us-reg-f/calling-hours', zone: 'America/Los_Angeles', dates: undefined },
      ],
    );
    assert.deepEqual(hours[0]?.weekly.sunday, [['08:00', '21:00']]);
    assert.deepEqual(limits, [
      {
        kind: 'count',
        name: 'us-reg-f/calls-in-7-days',
        most: 7,
        within: { localDays: 7 },
        per: 'subject',
        ignores: ['invalid-number', 'not-allowed'],
      },
      {
        kind: 'rest',
        name: 'us-reg-f/rest-after-conversation',
        after: 'conversation',
        for: [{ localDays: 7 }],
        per: 'subject',
      },
    ]);
    assert.deepEqual(ring, [{ name: 'us-tcpa/ring-time', seconds: 15 }]);
    assert.deepEqual(warnings, []);
  });

  it('name what they do not apply', () => {
    const { notes } = applyRules(rules('de'), { zones: ['Europe/Berlin'], regions: ['DE'] }, unasked, years);
    assert.deepEqual(names(notes), ['de/consent']);
    assert.match(notes[0]?.text ?? '', /5 years/);
  });

  it('of a state hold for people who may be in it, and for no others', () => {
    const inState = (place: typeof miami) => {
      const { hours, limits } = applyRules(rules('us-states'), place, almanac, years);
      return names([...hours, ...limits]);
    };
    assert.deepEqual(inState(miami), ['us-states/fl-hours', 'us-states/fl-3-in-24-hours']);
    assert.deepEqual(inState(seattle), ['us-states/wa-hours']);
    assert.deepEqual(inState({ ...seattle, regions: ['US-OR'] }), []);
    assert.deepEqual(inState({ ...seattle, regions: ['US-OR', 'US-WA'] }), ['us-states/wa-hours']);
  });

  it('of every state hold for a person whose state is not known', () => {
    const { hours, limits } = applyRules(rules('us-states'), somewhereInUs, almanac, years);
    assert.equal(names(hours).length, 21);
    assert.deepEqual(
      new Set(hours.map(({ zone }) => zone)),
      new Set(['America/New_York', 'America/Chicago']),
    );
    assert.deepEqual(names(limits), [
      'us-states/fl-3-in-24-hours',
      'us-states/md-3-in-24-hours',
      'us-states/ok-3-in-24-hours',
    ]);
  });

  it('all hold where nothing is known of the place; a warning says that hours cannot', () => {
    const { hours, limits, warnings } = applyRules(rules('us-states', 'uk'), nowhere, unasked, years);
    assert.equal(hours.length, 0);
    assert.equal(limits.length, 4);
    assert.deepEqual(
      warnings.map((warning) => warning.replace(/ are not applied.*/, '')),
      ['policy.rules: the hours of us-states', 'policy.rules: the hours of uk'],
    );
  });

  it('of another country do not hold, and a warning says so', () => {
    const { hours, limits, ring, notes, warnings } = applyRules(
      rules('us-tcpa', 'fr'),
      seattle,
      unasked,
      years,
    );
    assert.deepEqual(names([...hours, ...limits, ...ring]), ['us-tcpa/calling-hours', 'us-tcpa/ring-time']);
    assert.ok(notes.every(({ name }) => name.startsWith('us-tcpa/')));
    assert.deepEqual(warnings, [
      'policy.rules: fr is for people in FR, GP, MQ, GF, RE, YT, and this person is in US-WA: none of its rules applies.',
    ]);
  });

  it('of two countries hold where the person may be in either', () => {
    const place = { zones: ['America/Toronto'], regions: ['CA', 'US-NY'] };
    const { hours, warnings } = applyRules(rules('us-tcpa', 'ca'), place, unasked, years);
    assert.deepEqual(names(hours), ['us-tcpa/calling-hours', 'ca/calling-hours']);
    assert.deepEqual(warnings, []);
  });

  it('are closed on the holidays of the region, in the requested years', () => {
    const moselle = { ...paris, regions: ['FR-57'] };
    const { hours } = applyRules(rules('fr'), moselle, almanac, [2026, 2027]);
    assert.deepEqual(
      hours.map(({ dates }) => dates),
      [{ '2026-04-03': [], '2026-11-11': [], '2027-04-03': [], '2027-11-11': [] }],
    );
  });

  it('are closed on the holidays of each region in which the person may be', () => {
    const place = { zones: ['America/Chicago'], regions: ['US-AL', 'US-MS'] };
    const { hours } = applyRules(rules('us-states'), place, almanac, years);
    assert.deepEqual(
      hours.map(({ name, dates }) => [name, Object.keys(dates ?? {})]),
      [
        ['us-states/al-hours', ['2026-11-26']],
        ['us-states/ms-hours', ['2026-04-27']],
      ],
    );
    const ours = applyRules(rules(ourPack), place, almanac, years).hours;
    assert.deepEqual(
      ours.map(({ dates }) => Object.keys(dates ?? {})),
      [['2026-11-26'], ['2026-04-27']],
    );
  });

  it('know the days before holidays, also the last of the year', () => {
    const rome = { zones: ['Europe/Rome'], regions: ['IT'] };
    const { hours } = applyRules(rules('it'), rome, almanac, years);
    const before = hours.find(({ name }) => name === 'it/hours-before-holidays')?.dates ?? {};
    assert.deepEqual(before['2026-12-24'], [['10:00', '19:00']]);
    assert.deepEqual(before['2026-12-31'], [['10:00', '19:00']]);
    const [weekly, together] = [
      hours[0]?.dates ?? {},
      applyRules(rules('it'), rome, almanac, years).together,
    ];
    assert.deepEqual(weekly['2026-12-25'], []);
    assert.deepEqual(together[0]?.dates?.['2026-12-25'], [], 'a holiday that is the day before another one');
  });

  it('fail as the almanac does where it does not know the holidays', () => {
    assert.throws(() => applyRules(rules('fr'), paris, unasked, years), /No holidays of FR in this almanac/);
  });

  it('apply with the numbers that the policy overrides, and give its reason', () => {
    const chosen = rules({
      pack: 'us-reg-f',
      override: {
        'calls-in-7-days': { most: 3, reason: 'The client wants it' },
        'calling-hours': { weekly: { monday: [['10:00', '12:00']] }, reason: 'Mondays only' },
        'rest-after-conversation': { off: true, reason: 'Counted by our dialer' },
      },
    });
    const { hours, limits, notes } = applyRules(chosen, miami, unasked, years);
    assert.deepEqual(hours[0]?.weekly, { monday: [['10:00', '12:00']] });
    assert.deepEqual(
      limits.map((limit) => limit.kind === 'count' && limit.most),
      [3],
    );
    assert.deepEqual(
      notes.filter(({ text }) => text.startsWith('Overridden')).map(({ name, text }) => `${name}: ${text}`),
      [
        'us-reg-f/calling-hours: Overridden: Mondays only',
        'us-reg-f/calls-in-7-days: Overridden: The client wants it',
        'us-reg-f/rest-after-conversation: Overridden: Counted by our dialer',
      ],
    );
  });

  it('of one’s own hold as any other', () => {
    const { hours, limits, ring, notes } = applyRules(
      rules(ourPack),
      miami,
      fakeAlmanac({ 'US-FL': [] }),
      years,
    );
    assert.deepEqual([hours, limits, ring, notes].map(names), [
      ['our-rules/office'],
      ['our-rules/twice-a-day', 'our-rules/rest'],
      ['our-rules/ring'],
      ['our-rules/note'],
    ]);
  });

  it('are the same however often they are computed, and change nothing of their input', () => {
    const chosen = deepFreeze(rules('us-tcpa', ourPack));
    const place = deepFreeze(miami);
    const own = fakeAlmanac({ 'US-FL': [] });
    assert.equal(
      applyRules(chosen, place, own, years),
      applyRules(rules('us-tcpa', ourPack), place, own, years),
    );
    assert.notDeepEqual(
      applyRules(chosen, place, own, years),
      applyRules(chosen, place, fakeAlmanac({ 'US-FL': ['-07-04'] }), years),
      'another almanac has other holidays',
    );
  });
});

describe('a ring timeout that is shorter than a rule wants', () => {
  const ring = [{ name: 'our-rules/ring', seconds: 20 }];

  it('is named with the step and the rule', () => {
    const steps = [
      { queueId: 'a-queue' },
      { queueId: 'a-queue', ringTimeoutInSeconds: 15 },
      { queueId: 'a-queue', ringTimeoutInSeconds: 20 },
    ];
    assert.deepEqual(shortRingWarnings(parsed(requestInput({ steps })), ring), [
      'policy.steps[1].ringTimeoutInSeconds is 15, but our-rules/ring requires a phone to ring for at least 20 seconds.',
    ]);
  });

  it('is named once where every step has it from the request', () => {
    const steps = [{ queueId: 'a-queue' }, { queueId: 'another' }];
    assert.deepEqual(shortRingWarnings(parsed(requestInput({ steps }, { ringTimeoutInSeconds: 15 })), ring), [
      'ringTimeoutInSeconds is 15, but our-rules/ring requires a phone to ring for at least 20 seconds.',
    ]);
  });
});
