import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import { allowedFrom } from '../../../src/domain/ledger/allowed-from';
import type { CountedAttempt } from '../../../src/domain/ledger/counted-attempt';
import type { Almanac } from '../../../src/domain/hours/almanac';
import { nextDialWindow } from '../../../src/domain/hours/dial-window';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { applyRules } from '../../../src/domain/rules/apply-rules';
import { fakeAlmanac, rules } from './fixtures';

/** Somebody is called every hour that the rules allow, from the midnight that begins the first date to the end of the last. */
interface Month {
  readonly promise: string;
  readonly packs: NonNullable<PolicyInput['rules']>;
  readonly zones: readonly string[];
  readonly region: string;
  readonly from: string;
  readonly to: string;
  readonly holidays?: readonly string[];
  /** How attempts end. @default "no-answer" */
  readonly ending?: (attempt: number) => Partial<CountedAttempt>;
  /** Local times in the first zone by weekday or, over it, by date: worked out by hand. `09:00 ×3` is 09:00, 10:00 and 11:00. */
  readonly attempts: Readonly<Record<string, string>>;
}

const daily = (times: string) => weekly(times, times, times);
const weekly = (workdays: string, saturday: string, sunday: string) => ({
  ...Object.fromEntries(['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((day) => [day, workdays])),
  Sat: saturday,
  Sun: sunday,
});
const november = { from: '2026-11-02', to: '2026-12-01' };

const months: Month[] = [
  {
    promise: 'us-tcpa: 08:00 to 21:00 on every day, also when the clocks go back',
    packs: ['us-tcpa'],
    zones: ['America/Chicago'],
    region: 'US-TX',
    from: '2026-10-12',
    to: '2026-11-10',
    attempts: daily('08:00 ×13'),
  },
  {
    promise: 'us-tcpa: a person who may be in New York or Los Angeles is called from 11:00 New York on',
    packs: ['us-tcpa'],
    zones: ['America/New_York', 'America/Los_Angeles'],
    region: 'US',
    ...november,
    attempts: daily('11:00 ×10'),
  },
  {
    promise: 'us-reg-f: 7 calls in 7 days, all on the first day that has room for them',
    packs: ['us-reg-f'],
    zones: ['America/New_York'],
    region: 'US-NY',
    ...november,
    attempts: {
      ...daily(''),
      ...Object.fromEntries(
        ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'].map((date) => [
          date,
          '08:00 ×7',
        ]),
      ),
    },
  },
  {
    promise: 'us-reg-f: the first conversation is followed by 7 days, of which its day is the first',
    packs: ['us-reg-f'],
    zones: ['America/New_York'],
    region: 'US-NY',
    from: '2026-11-04',
    to: '2026-11-17',
    ending: (attempt) => (attempt === 3 ? { disposition: 'answered', isConversation: true } : {}),
    attempts: { ...daily(''), '2026-11-04': '08:00 ×3', '2026-11-11': '08:00 ×7' },
  },
  {
    promise: 'us-states: 3 calls in 24 hours in Florida, and not after 20:00',
    packs: ['us-tcpa', 'us-states'],
    zones: ['America/New_York'],
    region: 'US-FL',
    ...november,
    attempts: daily('08:00 ×3'),
  },
  {
    promise: 'us-states: not on Sundays and holidays in Alabama',
    packs: ['us-tcpa', 'us-states'],
    zones: ['America/Chicago'],
    region: 'US-AL',
    ...november,
    holidays: ['-11-11', '-11-26'],
    attempts: { ...weekly('08:00 ×12', '08:00 ×12', ''), '2026-11-11': '', '2026-11-26': '' },
  },
  {
    promise: 'us-states: later on Sundays in Texas',
    packs: ['us-states'],
    zones: ['America/Chicago'],
    region: 'US-TX',
    ...november,
    attempts: weekly('09:00 ×12', '09:00 ×12', '12:00 ×9'),
  },
  {
    promise: 'us-states: shorter in Rhode Island',
    packs: ['us-states'],
    zones: ['America/New_York'],
    region: 'US-RI',
    ...november,
    holidays: ['-11-26'],
    attempts: { ...weekly('09:00 ×9', '10:00 ×7', ''), '2026-11-26': '' },
  },
  {
    promise: 'ca: into the evening on workdays, 10:00 to 18:00 at weekends',
    packs: ['ca'],
    zones: ['America/St_Johns'],
    region: 'CA-NL',
    ...november,
    attempts: weekly('09:00 ×13', '10:00 ×8', '10:00 ×8'),
  },
  {
    promise: 'ca-adad: three windows a week',
    packs: ['ca-adad'],
    zones: ['America/Toronto'],
    region: 'CA-ON',
    ...november,
    attempts: weekly('09:30 ×11', '10:30 ×7', '12:00 ×5'),
  },
  {
    promise: 'uk: an hour later on Sundays',
    packs: ['uk'],
    zones: ['Europe/London'],
    region: 'GB',
    from: '2026-10-12',
    to: '2026-11-10',
    attempts: weekly('08:00 ×13', '08:00 ×13', '09:00 ×12'),
  },
  {
    promise: 'uk: 72 hours after every abandoned call',
    packs: ['uk'],
    zones: ['Europe/London'],
    region: 'GB',
    from: '2026-11-02',
    to: '2026-11-11',
    ending: () => ({ disposition: 'abandoned' }),
    // The one of Sunday 09:00 is put off from 08:00 to 09:00, and so is what follows it.
    attempts: {
      ...daily(''),
      '2026-11-02': '08:00 ×1',
      '2026-11-05': '08:00 ×1',
      '2026-11-08': '09:00 ×1',
      '2026-11-11': '09:00 ×1',
    },
  },
  {
    promise: 'fr: 4 attempts in 30 days, around lunch; then not on a public holiday',
    packs: ['fr'],
    zones: ['Europe/Paris'],
    region: 'FR',
    from: '2026-10-12',
    to: '2026-11-15',
    holidays: ['-11-11'],
    attempts: {
      ...daily(''),
      '2026-10-12': '10:00 ×3 14:00 ×1',
      // The first of them leaves the 30 days on Wednesday 11 November, at 09:00: a holiday.
      '2026-11-12': '10:00 ×3 14:00 ×1',
    },
  },
  {
    promise: 'fr: 60 whole days after a refusal',
    packs: ['fr'],
    zones: ['Europe/Paris'],
    region: 'FR',
    from: '2026-10-12',
    to: '2026-12-12',
    holidays: ['-11-11'],
    ending: (attempt) => (attempt === 1 ? { disposition: 'answered', isRefusal: true } : {}),
    // 13 October is the first of the 60, 11 December the last, and 12 December a Saturday.
    attempts: { ...daily(''), '2026-10-12': '10:00 ×1' },
  },
  {
    promise: 'it: weekdays, Saturdays, and the day before a holiday',
    packs: ['it'],
    zones: ['Europe/Rome'],
    region: 'IT',
    from: '2026-11-16',
    to: '2026-12-15',
    holidays: ['-12-08'],
    attempts: { ...weekly('09:00 ×11', '10:00 ×9', ''), '2026-12-07': '10:00 ×9', '2026-12-08': '' },
  },
  {
    promise: 'es: workdays that are no holidays',
    packs: ['es'],
    zones: ['Europe/Madrid'],
    region: 'ES-MD',
    from: '2026-11-16',
    to: '2026-12-15',
    holidays: ['-12-08'],
    attempts: { ...weekly('09:00 ×12', '', ''), '2026-12-08': '' },
  },
  {
    promise: 'au: workdays and Saturdays, in a zone that is half an hour off',
    packs: ['au'],
    zones: ['Australia/Adelaide'],
    region: 'AU-SA',
    from: '2026-09-21',
    to: '2026-10-20',
    holidays: ['-10-05'],
    attempts: { ...weekly('09:00 ×11', '09:00 ×8', ''), '2026-10-05': '' },
  },
  {
    promise: 'au-research: half an hour longer, and at weekends',
    packs: ['au-research'],
    zones: ['Australia/Sydney'],
    region: 'AU-NSW',
    ...november,
    attempts: weekly('09:00 ×12', '09:00 ×8', '09:00 ×8'),
  },
  {
    promise: 'br: by state',
    packs: ['br'],
    zones: ['America/Sao_Paulo'],
    region: 'BR-RJ',
    ...november,
    attempts: weekly('08:00 ×10', '', ''),
  },
  {
    promise: 'br: the Federal District on Saturday mornings, too',
    packs: ['br'],
    zones: ['America/Sao_Paulo'],
    region: 'BR-DF',
    ...november,
    attempts: weekly('09:00 ×11', '09:00 ×4', ''),
  },
  {
    promise: 'br-banks: into the evening',
    packs: ['br-banks'],
    zones: ['America/Manaus'],
    region: 'BR-AM',
    ...november,
    attempts: weekly('09:00 ×12', '10:00 ×6', ''),
  },
  {
    promise: 'in: 09:00 to 21:00',
    packs: ['in'],
    zones: ['Asia/Kolkata'],
    region: 'IN-MH',
    ...november,
    attempts: daily('09:00 ×12'),
  },
  {
    promise: 'in-recovery: 08:00 to 19:00',
    packs: ['in-recovery'],
    zones: ['Asia/Kolkata'],
    region: 'IN-MH',
    ...november,
    attempts: daily('08:00 ×11'),
  },
];

describe('a month of attempts under', () => {
  for (const month of months) {
    it(month.promise, () => {
      const zone = month.zones[0] ?? 'UTC';
      const made = attemptsOf(month, zone);
      for (const date of datesOf(month)) {
        const weekday = date.toLocaleString('en', { weekday: 'short' });
        const expected = month.attempts[date.toString()] ?? month.attempts[weekday] ?? '';
        assert.equal(
          (made.get(date.toString()) ?? []).join(' '),
          hoursIn(expected),
          `${weekday} ${date.toString()}`,
        );
      }
    });
  }
});

/** Local times of the attempts by local date. */
function attemptsOf({ packs, zones, region, from, to, holidays = [], ending }: Month, zone: string) {
  const midnight = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
  const until = midnight(Temporal.PlainDate.from(to).add({ days: 1 }).toString());
  const almanac: Almanac = fakeAlmanac({ [region]: holidays });
  const { together, limits } = applyRules(rules(...packs), { zones, regions: [region] }, almanac, [2026]);
  const contacts: CountedAttempt[] = [];
  const made = new Map<string, string[]>();
  for (let now = midnight(from); ;) {
    const allowed = allowedFrom(limits, contacts, now, { zones }).at;
    const window = nextDialWindow(together, { from: allowed, until, closesIn: 60_000 });
    if (!window) return made;
    const { start } = window;
    const number = contacts.length + 1;
    contacts.push({
      attemptId: `attempt-${number}`,
      call: 'a-call',
      at: start,
      endedAt: start,
      disposition: 'no-answer',
      ...ending?.(number),
    });
    const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
    const date = local.toPlainDate().toString();
    made.set(date, [...(made.get(date) ?? []), local.toPlainTime().toString({ smallestUnit: 'minute' })]);
    now = start + 3_600_000;
  }
}

function datesOf({ from, to }: Month): Temporal.PlainDate[] {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  return Array.from({ length: first.until(last).days + 1 }, (_, days) => first.add({ days }));
}

/** `10:00 ×2 14:00 ×1` → `10:00 11:00 14:00` */
function hoursIn(short: string): string {
  const runs = [...short.matchAll(/(\d\d):(\d\d) ×(\d+)/g)];
  return runs
    .flatMap(([, hour, minute, count]) =>
      Array.from(
        { length: Number(count) },
        (_, index) => `${String(Number(hour) + index).padStart(2, '0')}:${minute ?? ''}`,
      ),
    )
    .join(' ');
}
