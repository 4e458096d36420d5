import assert from 'node:assert/strict';
import { callingHoursSchema } from '../../../src/domain/hours/calling-hours';
import { itRefuses, policy, request, type Refusal } from '../call/refusals';

const zone = /Write an IANA name such as "America\/Los_Angeles"/;
const timeOfDay = /a time of day such as "09:00", or "24:00"/;
const hours = { monday: [['09:00', '17:00']] };

const refusals: Refusal[] = [
  ...['+05:30', '-08:00', 'Mars/Olympus', 'Pacific Time', '', 5].flatMap((name) => [
    {
      of: `${JSON.stringify(name)} for a zone`,
      input: request({ timeZone: name }),
      path: 'timeZone',
      message: zone,
    },
    {
      of: `${JSON.stringify(name)} for the zone of the hours`,
      input: policy({ callingHours: { timeZone: name, weekly: hours } }),
      path: 'policy.callingHours.timeZone',
      message: zone,
    },
  ]),
  {
    of: 'hours that never open',
    input: weekly({ monday: [] }),
    path: 'policy.callingHours.weekly',
    message: /give at least one weekday a segment/,
  },
  {
    of: 'an unknown weekday',
    input: weekly({ ...hours, someday: [] }),
    path: 'policy.callingHours.weekly',
    message: /has an unknown member: member 2/,
  },
  ...['9:00', '24:01', '12:60', '09:00:00', '9am', 9].map((time) => ({
    of: `${JSON.stringify(time)} for a time of day`,
    input: weekly({ monday: [[time, '17:00']] }),
    path: 'policy.callingHours.weekly.monday[0][0]',
    message: timeOfDay,
  })),
  {
    of: 'a segment of one time',
    input: weekly({ monday: [['09:00']] }),
    path: 'policy.callingHours.weekly.monday[0]',
    message: /a pair of times/,
  },
  {
    of: 'a segment that is a text',
    input: weekly({ monday: ['09:00-17:00'] }),
    path: 'policy.callingHours.weekly.monday[0]',
    message: /a pair of times/,
  },
  {
    of: 'an empty segment',
    input: weekly({ monday: [['09:00', '09:00']] }),
    path: 'policy.callingHours.weekly.monday[0]',
    message: /write \["00:00", "24:00"\]/,
  },
  {
    of: 'a segment from 24:00',
    input: weekly({ monday: [['24:00', '02:00']] }),
    path: 'policy.callingHours.weekly.monday[0]',
    message: /write "00:00" on the next day/,
  },
  ...['2026-02-30', '2027-02-29', '25.12.2026', '2026-1-1', 20261225].map((date) => ({
    of: `${JSON.stringify(date)} for a date`,
    input: policy({ callingHours: { timeZone: 'UTC', weekly: hours, closedOn: [date] } }),
    path: 'policy.callingHours.closedOn[0]',
    message: /a date such as "2026-12-25"/,
  })),
];

describe('calling hours', () => {
  it('are on the recipient’s clock, with no closed dates, unless they say otherwise', () => {
    const { timeZone, closedOn } = callingHoursSchema.parse({ weekly: hours });
    assert.equal(timeZone, 'recipient');
    assert.deepEqual(closedOn, []);
  });

  it('may go past midnight, end with the day, and leave weekdays out', () => {
    const weekly = { friday: [['22:00', '02:00']], saturday: [['00:00', '24:00']], sunday: [] };
    assert.deepEqual(callingHoursSchema.parse({ weekly }).weekly, weekly);
  });

  for (const name of ['America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta', 'UTC']) {
    it(`may be on the clock of ${name}`, () => {
      assert.equal(callingHoursSchema.parse({ timeZone: name, weekly: hours }).timeZone, name);
    });
  }
});

describe('calling hours refuse, saying where and how to fix it:', () => {
  itRefuses(refusals);
});

function weekly(segments: Record<string, unknown>): unknown {
  return policy({ callingHours: { timeZone: 'UTC', weekly: segments } });
}
