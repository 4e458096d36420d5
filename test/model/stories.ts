import fc from 'fast-check';
import type { Act, Course, Ending, Hours, Rule, Send, Story, StoryPolicy, StoryStep } from './story';

const rests = ['0s', '45s', '30m', '5h', '1d'] as const;

const anyStep: fc.Arbitrary<StoryStep> = fc.record(
  {
    from: fc.constantFrom('own team', 'overflow'),
    toOther: fc.boolean(),
    attempts: fc.integer({ min: 1, max: 3 }),
    rest: fc.constantFrom(...rests),
    backoff: fc.constantFrom(1, 2, 3),
  },
  { requiredKeys: ['from', 'attempts', 'rest'] },
);

const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.constantFrom('retry', 'next-step', 'next-number', 'stop'),
  fc.record({
    action: fc.constantFrom('retry', 'next-step', 'next-number'),
    rest: fc.constantFrom(...rests),
  }),
);

const anyHours: fc.Arbitrary<Hours> = fc.record({
  zone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
  opens: fc.constantFrom('00:00', '09:00', '14:15', '22:00'),
  closes: fc.constantFrom('02:30', '10:00', '17:45', '24:00'),
  closed: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 2 }),
});

const anyPolicy: fc.Arbitrary<StoryPolicy> = fc.record(
  {
    steps: fc.array(anyStep, { minLength: 1, maxLength: 3 }),
    on: fc.dictionary(
      fc.constantFrom('no-answer', 'busy', 'voicemail', 'unknown', 'answered', 'invalid-number'),
      anyRule,
      { maxKeys: 2, noNullPrototype: true },
    ),
    mostAttempts: fc.integer({ min: 1, max: 6 }),
    deadline: fc.constantFrom('5d', '2d', '7h', '20m'),
    never: fc.constant('resend'),
    window: fc.constantFrom('60s', '10m', '2s', '0s'),
    quiet: fc.constantFrom('15m', '2m', '3h', '0s'),
    hours: anyHours,
    connectedIsReached: fc.boolean(),
  },
  { requiredKeys: ['steps', 'deadline'] },
);

const anySend: fc.Arbitrary<Send> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Send>('ok') },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Send[]>('lost', 'lost-unsent', 'dies', 'dies-unsent', 'crash'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Send[]>(
      ...(['throttled', 'quota', 'no-network', 'no-permission', 'no-such-queue', 'not-allowed'] as const),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Send>('invalid') },
);

const anyEnding: fc.Arbitrary<Ending> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Ending[]>('no-answer', 'busy') },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Ending[]>(
      ...(['flow', 'voicemail', 'abandoned', 'invalid-number', 'blocked', 'fax', 'telecom-problem'] as const),
      'unknown',
    ),
  },
  { weight: 2, arbitrary: fc.constant<Ending>('agent') },
);

const anyCourse: fc.Arbitrary<Course> = fc.record(
  {
    end: anyEnding,
    ring: fc.constantFrom('20s', '60s', '0s'),
    talk: fc.constantFrom('90s', '25m', '0s'),
    seen: fc.constantFrom('late', 'never'),
    asks: fc.array(fc.constantFrom('throttled', 'broken', 'no-permission', 'dies'), { maxLength: 3 }),
    stops: fc.array(fc.constantFrom('throttled', 'ignored', 'dies'), { maxLength: 3 }),
    told: fc.uniqueArray(fc.constantFrom('5s', '7s', '41s', '10.1m', '1.1d'), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['end'] },
);

/** Not the instants of contacts, rests and time-outs: what happens in one moment, the test server may get wrong (see Stage). */
const anyMoment: fc.Arbitrary<Act['at']> = fc.oneof(
  fc.constantFrom('0s', '1s', '26s', '5.1m', '31m', '3.1h', '20.1h', '3.1d'),
  fc.record({
    send: fc.integer({ min: 1, max: 4 }),
    plus: fc.constantFrom('0s', '3s', '26s', '2.1m', '1.1h'),
  }),
);

const anyAct: fc.Arbitrary<Act> = fc.record({
  at: anyMoment,
  do: fc.oneof(
    { weight: 3, arbitrary: fc.constant('pause' as const) },
    { weight: 4, arbitrary: fc.constant('resume' as const) },
    { weight: 2, arbitrary: fc.constant('cancel' as const) },
    { weight: 2, arbitrary: fc.constantFrom('tell', 'tell-foreign', 'nonsense') },
    {
      weight: 3,
      arbitrary: fc.record({ reschedule: fc.constantFrom('5m', '4h', '2d', null) }),
    },
    { weight: 2, arbitrary: fc.record({ changePolicy: anyPolicy }) },
  ),
});

export const anyStory: fc.Arbitrary<Story> = fc.record(
  {
    policy: anyPolicy,
    sends: fc.array(anySend, { maxLength: 6 }),
    contacts: fc.array(anyCourse, { maxLength: 6 }),
    acts: fc.array(anyAct, { maxLength: 4 }),
    events: fc.boolean(),
    searchable: fc.boolean(),
    shortRuns: fc.boolean(),
  },
  { requiredKeys: ['policy', 'sends', 'contacts', 'acts'] },
);
