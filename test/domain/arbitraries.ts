import fc from 'fast-check';
import type { OutboundCallInput } from '../../src/domain/call/call';
import { weekdays } from '../../src/domain/hours/calling-hours';
import { dispositions, type Disposition } from '../../src/domain/call/disposition';
import type { PolicyInput } from '../../src/domain/policy/policy';
import { someone, theirOtherNumber } from './fixtures';
import { day, type Schedule } from './hours/wall-clock';

const timeOfDay = fc.nat({ max: 95 }).map((quarter) => clock(quarter * 15));

/** Any two times of day make a segment, past midnight or not; sometimes one that ends with the day. */
const anySegment: fc.Arbitrary<[string, string]> = fc
  .tuple(
    timeOfDay,
    fc.oneof({ weight: 5, arbitrary: timeOfDay }, { weight: 1, arbitrary: fc.constant('24:00') }),
  )
  .filter(([start, end]) => start !== end);

/** Hours that open at least once a week, on quarters of the hour. */
export const anySchedule: fc.Arbitrary<Schedule> = fc
  .record({
    weekly: fc.dictionary(fc.constantFrom(...weekdays), fc.array(anySegment, { maxLength: 3 }), {
      maxKeys: 7,
    }),
    certain: fc.tuple(fc.constantFrom(...weekdays), anySegment),
    closedOn: fc.constant<string[]>([]),
  })
  .map(({ weekly, certain: [weekday, segment], closedOn }) => ({
    weekly: { ...weekly, [weekday]: [...(weekly[weekday] ?? []), segment] },
    closedOn,
  }));

/** Clocks that change near most of the instants that the properties use, and some that never do. */
export const anyZone = fc.constantFrom(
  'America/New_York',
  'Europe/Paris',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'UTC',
);

const anyDuration = fc.oneof(
  fc.constantFrom('0 seconds', '90 seconds', '30 minutes', '7 hours', '3 days'),
  fc.nat({ max: 2 * day }),
);

const anyRule: fc.Arbitrary<NonNullable<NonNullable<PolicyInput['on']>[Disposition]>> = fc.oneof(
  fc.constantFrom('retry', 'next-step', 'next-number', 'stop'),
  fc.record(
    { action: fc.constantFrom('retry', 'next-step', 'next-number', 'stop'), retryAfter: anyDuration },
    { requiredKeys: [] },
  ),
  fc.record({ retryAfter: anyDuration, increment: anyDuration }),
);

const anyStep: fc.Arbitrary<PolicyInput['steps'][number]> = fc.record(
  {
    queueId: fc.constantFrom('sales', 'overflow'),
    sourcePhoneNumber: fc.constant('+18005550199'),
    destinationPhoneNumber: fc.constantFrom(someone, theirOtherNumber),
    attempts: fc.integer({ min: 1, max: 4 }),
    retryAfter: anyDuration,
    backoff: fc.constantFrom(1, 1.5, 2, 10),
    attributes: fc.dictionary(fc.stringMatching(/^[A-Za-z0-9_-]{1,9}$/), fc.string(), { maxKeys: 2 }),
  },
  { requiredKeys: ['queueId'] },
);

const anyReachedWhen = fc.constantFrom<PolicyInput['reachedWhen'][]>('agent', 'connected', {
  attribute: 'confirmed',
  equals: 'yes',
});

const anyPolicy: fc.Arbitrary<PolicyInput> = fc.record(
  {
    instanceId: fc.constant('an-instance'),
    contactFlowId: fc.constant('a-flow'),
    reachedWhen: anyReachedWhen,
    steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }),
    on: fc.dictionary(fc.constantFrom(...dispositions), anyRule, { maxKeys: 5, noNullPrototype: true }),
    callingHours: fc
      .record({
        timeZone: fc.oneof(fc.constant('recipient'), anyZone),
        hours: anySchedule,
        closed: fc.nat({ max: 9 }),
        closesIn: fc.constantFrom('0 seconds', '1 minute', '15 minutes', '40 minutes'),
      })
      .map(({ timeZone, hours, closed, closesIn }) => ({
        timeZone,
        closesIn,
        weekly: hours.weekly,
        closedOn: datesAfter(closed),
      })),
    limits: fc.record(
      {
        attempts: fc.integer({ min: 3, max: 12 }),
        deadline: fc.integer({ min: 2 * day, max: 12 * day }),
        perDay: fc.integer({ min: 1, max: 4 }),
        rolling: fc.array(
          fc.record({
            most: fc.integer({ min: 1, max: 4 }),
            within: fc.constantFrom('1 hour', '24 hours', '7 days'),
          }),
          { maxLength: 2 },
        ),
        rest: fc.constantFrom('2 hours', ['27 hours', '29 hours', '31 hours']),
      },
      { requiredKeys: [] },
    ),
    usualTalk: fc.integer({ min: 0, max: 20 * 60_000 }),
    quietPeriod: anyDuration,
    quietPeriodAppliesTo: fc.constantFrom('person', 'number'),
    resend: fc.constantFrom('same-token', 'never'),
  },
  { requiredKeys: ['instanceId', 'contactFlowId', 'reachedWhen', 'steps'] },
);

/** Requests that are accepted, as people write them. */
export const anyRequest: fc.Arbitrary<OutboundCallInput> = fc.record(
  {
    destinationPhoneNumber: fc.constant(someone),
    timeZone: anyZone,
    policy: anyPolicy,
    attributes: fc.dictionary(fc.stringMatching(/^[A-Za-z0-9_-]{1,9}$/), fc.string(), { maxKeys: 2 }),
    ringTimeoutInSeconds: fc.integer({ min: 15, max: 60 }),
  },
  { requiredKeys: ['destinationPhoneNumber', 'timeZone', 'policy'] },
);

/** Calls start around these instants: the clocks change in one of the zones above within days. */
export const anyStart = fc
  .record({
    near: fc.constantFrom('2026-03-07', '2026-03-28', '2026-04-04', '2026-10-24', '2026-10-31', '2026-07-01'),
    later: fc.nat({ max: 2 * day }),
  })
  .map(({ near, later }) => Date.parse(near) + later);

/** Some dates on which calls of `anyStart` may be running. */
function datesAfter(count: number): string[] {
  return [
    '2026-03-08',
    '2026-03-09',
    '2026-03-29',
    '2026-03-30',
    '2026-04-05',
    '2026-10-25',
    '2026-11-01',
  ].slice(0, count);
}

function clock(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
