import assert from 'node:assert/strict';
import { allowedFrom, checksAt } from '../../../src/domain/ledger/allowed-from';
import { forbiddenBy } from '../../../src/domain/ledger/check';
import type { AttemptLimit } from '../../../src/domain/ledger/attempt-limit';
import type { CountedAttempt } from '../../../src/domain/ledger/counted-attempt';
import { contactsAt } from './fixtures';

const hour = 3_600_000;
const day = 24 * hour;

const oneADay: AttemptLimit = {
  kind: 'count',
  name: 'one-a-day',
  most: 1,
  within: { localDays: 1 },
  per: 'person',
};
const sevenIn7Days: AttemptLimit = {
  kind: 'count',
  name: 'seven-in-7-days',
  most: 7,
  within: { localDays: 7 },
  per: 'subject',
};
const threeIn24Hours: AttemptLimit = {
  kind: 'count',
  name: 'three-in-24-hours',
  most: 3,
  within: { rolling: day },
  per: 'subject',
};
const weekAfterConversation: AttemptLimit = {
  kind: 'rest',
  name: 'week-after-conversation',
  after: 'conversation',
  for: [{ localDays: 7 }],
  per: 'subject',
};
const inTurns: AttemptLimit = {
  kind: 'rest',
  name: 'in-turns',
  after: 'attempt',
  for: [{ rolling: 27 * hour }, { rolling: 29 * hour }, { rolling: 31 * hour }],
  per: 'person',
};

interface Case {
  readonly promise: string;
  readonly limit: AttemptLimit;
  readonly attempts: readonly CountedAttempt[];
  readonly at: string;
  readonly zones?: readonly string[];
  readonly subject?: string;
  /** Worked out by hand, in UTC. */
  readonly allowed: string;
}

const cases: Case[] = [
  {
    promise: 'without attempts it is allowed at once',
    limit: oneADay,
    attempts: [],
    at: '2026-11-23T17:00Z',
    allowed: '2026-11-23T17:00Z',
  },
  {
    promise: 'a day ends at midnight in New York, not in UTC',
    limit: oneADay,
    attempts: contactsAt(['2026-11-23T17:00Z']),
    at: '2026-11-24T01:00Z',
    allowed: '2026-11-24T05:00Z',
  },
  {
    promise: 'a day of 25 hours is one day',
    limit: oneADay,
    attempts: contactsAt(['2026-11-01T04:00Z']),
    at: '2026-11-02T04:00Z',
    allowed: '2026-11-02T05:00Z',
  },
  {
    promise: 'a day that begins at 01:00, as in Beirut in spring, begins there',
    limit: oneADay,
    attempts: contactsAt(['2026-03-28T10:00Z']),
    at: '2026-03-28T11:00Z',
    zones: ['Asia/Beirut'],
    allowed: '2026-03-28T22:00Z',
  },
  {
    promise:
      'a person who may be in Auckland or in Los Angeles has had the day in both before the next attempt',
    limit: oneADay,
    attempts: contactsAt(['2026-06-10T18:00Z']),
    at: '2026-06-10T19:00Z',
    zones: ['Pacific/Auckland', 'America/Los_Angeles'],
    // Los Angeles: Wednesday the 10th until 07:00Z; Auckland: Thursday the 11th until 12:00Z.
    allowed: '2026-06-11T12:00Z',
  },
  {
    promise: 'where no zone is known, a day is over 24 hours after the attempt',
    limit: oneADay,
    attempts: contactsAt(['2026-11-23T17:00Z']),
    at: '2026-11-23T17:01Z',
    zones: [],
    allowed: '2026-11-24T17:00Z',
  },
  {
    promise:
      'seven calendar days are counted with today: the first of seven daily attempts leaves them at midnight',
    limit: sevenIn7Days,
    attempts: contactsAt([16, 17, 18, 19, 20, 21, 22].map((date) => `2026-11-${date}T20:00Z`)),
    at: '2026-11-22T21:00Z',
    allowed: '2026-11-23T05:00Z',
  },
  {
    promise: 'of eight attempts (another policy allowed one) two have to leave',
    limit: sevenIn7Days,
    attempts: contactsAt([16, 17, 18, 19, 20, 21, 22, 22].map((date) => `2026-11-${date}T20:00Z`)),
    at: '2026-11-22T21:00Z',
    allowed: '2026-11-24T05:00Z',
  },
  {
    promise: 'the day of the conversation is day 1 of 7',
    limit: weekAfterConversation,
    attempts: contactsAt(['2026-11-23T20:00Z'], { isConversation: true }),
    at: '2026-11-23T21:00Z',
    // Monday the 23rd is day 1, Sunday the 29th day 7.
    allowed: '2026-11-30T05:00Z',
  },
  {
    promise: 'a conversation counts from its end, also where that is past midnight',
    limit: weekAfterConversation,
    attempts: contactsAt(['2026-11-24T04:50Z'], {
      isConversation: true,
      endedAt: Date.parse('2026-11-24T05:10Z'),
    }),
    at: '2026-11-24T06:00Z',
    allowed: '2026-12-01T05:00Z',
  },
  {
    promise: 'an attempt that nobody answered is no conversation',
    limit: weekAfterConversation,
    attempts: contactsAt(['2026-11-23T20:00Z'], { disposition: 'no-answer' }),
    at: '2026-11-23T21:00Z',
    allowed: '2026-11-23T21:00Z',
  },
  {
    promise: 'a conversation about another debt does not count',
    limit: weekAfterConversation,
    attempts: contactsAt(['2026-11-23T20:00Z'], { isConversation: true, subject: 'debt-2' }),
    at: '2026-11-23T21:00Z',
    subject: 'debt-1',
    allowed: '2026-11-23T21:00Z',
  },
  {
    promise: 'a conversation about nobody knows what counts',
    limit: weekAfterConversation,
    attempts: contactsAt(['2026-11-23T20:00Z'], { isConversation: true }),
    at: '2026-11-23T21:00Z',
    subject: 'debt-1',
    allowed: '2026-11-30T05:00Z',
  },
  {
    promise: 'a call about nobody knows what counts every subject',
    limit: weekAfterConversation,
    attempts: contactsAt(['2026-11-23T20:00Z'], { isConversation: true, subject: 'debt-2' }),
    at: '2026-11-23T21:00Z',
    allowed: '2026-11-30T05:00Z',
  },
  {
    promise: 'after three attempts in 24 hours, the fourth waits until the first is 24 hours old',
    limit: threeIn24Hours,
    attempts: contactsAt(['2026-11-23T15:00Z', '2026-11-23T16:30Z', '2026-11-23T18:00Z']),
    at: '2026-11-23T19:00Z',
    allowed: '2026-11-24T15:00Z',
  },
  {
    promise: '24 hours are 24 hours, also when the clocks go back',
    limit: threeIn24Hours,
    attempts: contactsAt(['2026-10-31T15:00Z', '2026-10-31T15:00Z', '2026-10-31T15:00Z']),
    at: '2026-11-01T14:00Z',
    allowed: '2026-11-01T15:00Z',
  },
  {
    promise: 'what never rang does not count where a rule says so',
    limit: { ...threeIn24Hours, ignores: ['invalid-number'] },
    attempts: [
      ...contactsAt(['2026-11-23T15:00Z', '2026-11-23T16:30Z']),
      ...contactsAt(['2026-11-23T18:00Z'], { disposition: 'invalid-number' }),
    ],
    at: '2026-11-23T19:00Z',
    allowed: '2026-11-23T19:00Z',
  },
  ...[27, 29, 31, 27].map((rest, earlier) => ({
    promise: `rests that take turns: ${rest} h after ${earlier} earlier attempts`,
    limit: inTurns,
    attempts: contactsAt(
      Array.from({ length: earlier + 1 }, (_, index) => Date.parse('2026-11-23T15:00Z') - index * 10 * day),
    ),
    at: '2026-11-23T15:00Z',
    allowed: new Date(Date.parse('2026-11-23T15:00Z') + rest * hour).toISOString(),
  })),
  {
    promise: 'a short rest after the last attempt does not cut off the long one after the attempt before',
    limit: { ...inTurns, for: [{ rolling: 5 * day }, { rolling: 1 * hour }] },
    attempts: contactsAt(['2026-11-20T15:00Z', '2026-11-23T15:00Z']),
    at: '2026-11-23T15:30Z',
    allowed: '2026-11-25T15:00Z',
  },
  {
    promise: 'an attempt that somebody has reserved for later counts',
    limit: oneADay,
    attempts: contactsAt(['2026-11-23T20:00Z']),
    at: '2026-11-23T17:00Z',
    allowed: '2026-11-24T05:00Z',
  },
];

describe('contact limits, in cases worked out by hand', () => {
  for (const { promise, limit, attempts, at, zones = ['America/New_York'], subject, allowed } of cases) {
    it(promise, () => {
      const counting = { zones, subject };
      const from = allowedFrom([limit], attempts, Date.parse(at), counting);
      assert.equal(new Date(from.at).toISOString(), new Date(allowed).toISOString());

      const checks = (instant: number) => checksAt([limit], instant, counting);
      assert.equal(forbiddenBy(checks(from.at), attempts), undefined);
      if (from.at > Date.parse(at)) assert.ok(forbiddenBy(checks(from.at - 1), attempts));
    });
  }

  it('every limit that puts it off is a reason, with its numbers; the last one decides', () => {
    const attempts = contactsAt(['2026-11-23T15:00Z', '2026-11-23T16:30Z', '2026-11-23T18:00Z'], {
      isConversation: true,
    });
    const { at, reasons } = allowedFrom(
      [threeIn24Hours, weekAfterConversation, inTurns, { ...threeIn24Hours, most: 4 }],
      attempts,
      Date.parse('2026-11-23T19:00Z'),
      { zones: ['America/New_York'] },
    );
    assert.equal(new Date(at).toISOString(), '2026-11-30T05:00:00.000Z');
    assert.deepEqual(reasons, [
      {
        rule: 'person-limit',
        limit: 'three-in-24-hours',
        most: 3,
        counted: 3,
        until: '2026-11-24T15:00:00.000Z',
      },
      {
        rule: 'rest',
        limit: 'week-after-conversation',
        after: 'conversation',
        until: '2026-11-30T05:00:00.000Z',
      },
      { rule: 'rest', limit: 'in-turns', after: 'attempt', until: '2026-11-25T01:00:00.000Z' },
    ]);
  });

  it('the checks of a ledger name the limit that forbids, and count only what it counts', () => {
    const at = Date.parse('2026-11-23T19:00Z');
    const counting = { zones: ['America/New_York'], subject: 'debt-1' };
    assert.deepEqual(checksAt([sevenIn7Days, inTurns], at, counting), [
      {
        kind: 'count',
        limit: 'seven-in-7-days',
        most: 7,
        since: Date.parse('2026-11-17T05:00Z'),
        subject: 'debt-1',
      },
      {
        kind: 'rest',
        limit: 'in-turns',
        after: 'attempt',
        since: at - 31 * hour,
        turns: [at - 27 * hour, at - 29 * hour, at - 31 * hour],
      },
    ]);
    assert.equal(
      forbiddenBy(checksAt([sevenIn7Days, inTurns], at, counting), contactsAt([at - 20 * hour]))?.limit,
      'in-turns',
    );
  });
});
