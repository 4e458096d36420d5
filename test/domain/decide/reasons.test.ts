import assert from 'node:assert/strict';
import type { ReasonData } from '../../../src/domain/decide/decision';
import { days, hours, minutes, seconds } from '../../../src/domain/policy/duration';
import { inWords, localTime } from '../../../src/domain/decide/reasons-in-words';

const at = '2026-11-23T17:00:00.000Z';

const said: [reason: ReasonData, text: string][] = [
  [{ rule: 'first-attempt', step: 'sales' }, 'First attempt, on step "sales".'],
  [
    { rule: 'retry', step: 'sales', after: 'busy' },
    'The last attempt ended in busy; step "sales" has attempts left.',
  ],
  [
    { rule: 'escalate', from: 'sales', step: 'overflow', after: 'no-answer' },
    'The last attempt, on step "sales", ended in no-answer; now step "overflow".',
  ],
  [{ rule: 'not-before', until: at }, `Rescheduled: not before ${at}.`],
  [
    { rule: 'not-sent', why: 'throttled', until: at },
    `The last dial was not sent (throttled); next try at ${at}.`,
  ],
  [
    { rule: 'calling-hours', closed: [], zone: 'UTC', opens: at, localTime: 'Mon 2026-11-23 17:00 UTC' },
    'Outside calling hours; they open at Mon 2026-11-23 17:00 UTC.',
  ],
  [
    { rule: 'step-skipped', step: 'sales', why: 'its queue does not exist' },
    'Step "sales" is skipped: its queue does not exist',
  ],
  [{ rule: 'paused' }, 'The call is paused; resume it to continue.'],
  [{ rule: 'reached', attempt: 2 }, 'Attempt 2 reached the person.'],
  [{ rule: 'stopped-by-policy', after: 'voicemail' }, 'The policy stops after voicemail.'],
  [{ rule: 'attempt-limit', limit: 3 }, "The policy's limit of 3 attempts is used up."],
  [{ rule: 'no-step-left' }, 'No step of the policy has an attempt left.'],
  [{ rule: 'deadline', deadline: at }, `The next permitted time is not before the deadline, ${at}.`],
  [{ rule: 'cancelled' }, 'The call was cancelled.'],
];

describe('reasons in words', () => {
  for (const [reason, text] of said) {
    it(`${reason.rule}: ${text}`, () => {
      assert.deepEqual(inWords([reason]), [{ ...reason, text }]);
    });
  }

  it('quiet-period: says that the phone may be ringing, and before when nothing is dialed', () => {
    const [reason] = inWords([{ rule: 'quiet-period', until: at }]);
    assert.match(reason?.text ?? '', /may still be ringing: no dial before 2026-11-23T17:00:00\.000Z/);
  });

  it('shows instants on the clock of the person, where their zone is known', () => {
    const [reason] = inWords([{ rule: 'not-before', until: at }], 'America/Los_Angeles');
    assert.equal(
      reason?.text,
      'Rescheduled: not before Mon 2026-11-23 09:00 America/Los_Angeles (2026-11-23T17:00:00Z).',
    );
  });

  it('calling-hours: says whose hours are closed', () => {
    const hours = {
      rule: 'calling-hours',
      zone: 'UTC',
      opens: at,
      localTime: 'Mon 2026-11-23 17:00 UTC',
    } as const;
    const [reason] = inWords([{ ...hours, closed: ['policy', 'amazon-connect', 'us-tcpa/calling-hours'] }]);
    assert.match(
      reason?.text ?? '',
      /: closed by the policy's calling hours, Amazon Connect's hours of operation and us-tcpa\/calling-hours; they open/,
    );
  });

  const waits: [milliseconds: number, text: string][] = [
    [250, '250 ms'],
    [1 * seconds, '1 second'],
    [90 * seconds, '1 minute 30 seconds'],
    [30 * minutes, '30 minutes'],
    [90 * minutes, '1 hour 30 minutes'],
    [36 * hours, '1 day 12 hours'],
    [3 * days, '3 days'],
    [65 * minutes + 54.6 * seconds, '1 hour 5 minutes 55 seconds'],
  ];
  for (const [wait, text] of waits) {
    it(`spacing: a wait of ${text} is said as it is, not rounded to something else`, () => {
      const [reason] = inWords([{ rule: 'spacing', after: 'busy', wait, until: at }]);
      assert.equal(reason?.text, `After busy the policy waits ${text}, until ${at}.`);
    });
  }
});

describe('localTime', () => {
  it('shows weekday, date and time on the clock of the zone, whatever the machine’s zone', () => {
    const instant = Date.parse('2026-11-23T05:30:59Z');
    assert.equal(localTime(instant, 'America/Los_Angeles'), 'Sun 2026-11-22 21:30 America/Los_Angeles');
    assert.equal(localTime(instant, 'Asia/Kathmandu'), 'Mon 2026-11-23 11:15 Asia/Kathmandu');
  });
});
