import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyAlmanac } from '../../src/domain/hours/almanac';
import { createAlmanac } from '../../src/holidays';
import { calendarOf, calendarSvg, planCall, type Calendar } from '../../src/plan';
import type { OutboundCallInput } from '../../src/domain/call/call';
import { anyRequest, anyStart } from '../domain/arbitraries';
import { parsed, requestInput } from '../domain/fixtures';
import { isOpenAt, minute, wallClock } from '../domain/hours/wall-clock';
import { planAndPicture } from './plan-and-picture';
import { runs } from '../support/runs';

const quarter = 15 * minute;

describe('the calendar of a plan', () => {
  it('has an attempt on the day and at the time that a clock on the wall shows, where it may be', () => {
    fc.assert(
      fc.property(anyRequest, anyStart, (input, at) => {
        const { plan, calendar } = planned(input, at);
        const marks = calendar.days.flatMap((day) => day.attempts.map((mark) => ({ day, ...mark })));
        assert.deepEqual(
          marks.map(({ attempt }) => attempt),
          plan.attempts,
        );
        for (const { day, minute: shown, attempt } of marks) {
          const { date, time } = wallClock(plan.zone, Date.parse(attempt.at));
          assert.deepEqual([day.date, clock(Math.floor(shown))], [date, time]);
          assert.ok(isCovered(day.open, shown));
        }
      }),
      { numRuns: runs(25) },
    );
  });

  it('is open exactly when the hours are, from the start of the call to its deadline: quarter by quarter', () => {
    fc.assert(
      fc.property(anyRequest, anyStart, (input, at) => {
        const { plan, calendar, request } = planned(input, at);
        const { callingHours, limits } = request.policy;
        if (!callingHours) return;
        const zone = callingHours.timeZone === 'recipient' ? request.timeZone : callingHours.timeZone;
        const byDate = new Map(calendar.days.map((day) => [day.date, day]));
        const first = Math.ceil(at / quarter) * quarter;
        for (let instant = first; instant < at + limits.deadline - quarter; instant += quarter) {
          const shown = wallClock(plan.zone, instant);
          const day = byDate.get(shown.date);
          if (!day || isShownTwice(plan.zone, instant)) continue;
          const isShown = isCovered(day.open, minuteOfDay(shown.time));
          // Nothing is dialed in the last minutes of a window.
          const isOpen: boolean = [0, ...minutesUpTo(callingHours.closesIn)].every((later) =>
            isOpenAt(callingHours, zone ?? '', instant + later),
          );
          assert.equal(isShown, isOpen, new Date(instant).toISOString());
        }
      }),
      { numRuns: runs(10) },
    );
  });

  it('begins on a Monday and has whole weeks', () => {
    const { calendar } = planned(requestInput(), Date.parse('2026-11-26T12:00:00Z'));
    assert.deepEqual(
      calendar.days.map(({ date }) => date),
      ['23', '24', '25', '26', '27', '28', '29'].map((day) => `2026-11-${day}`),
    );
  });

  it('closes a holiday of another zone for parts of two days', () => {
    const hours = { timeZone: 'Asia/Tokyo', closedOn: ['2026-11-26'] };
    const { calendar } = planned(
      requestInput({ callingHours: hours }, { timeZone: 'UTC' }),
      Date.parse('2026-11-26T12:00:00Z'),
    );
    assert.deepEqual(
      calendar.days.filter(({ closed }) => closed.length > 0).map(({ date, closed }) => [date, closed]),
      [
        ['2026-11-25', [{ from: 15 * 60, to: 24 * 60 }]],
        ['2026-11-26', [{ from: 0, to: 15 * 60 }]],
      ],
    );
  });
});

describe('the picture of a plan', () => {
  it('is well-formed, has a background of its own, and neither scripts nor anything from elsewhere', () => {
    const picture = planAndPicture().split('\n').slice(1).join('\n');
    assertWellFormed(picture);
    assert.match(picture, /<rect [^>]*fill="#ffffff"/);
    assert.doesNotMatch(picture, /<script|href|@import|url\((?!#)|http(?!:\/\/www\.w3\.org\/2000\/svg")/);
  });

  it('says what people wrote as text, not as markup', () => {
    const name = '<script>"a" & b</script>';
    const { plan, calendar } = planned(requestInput({ steps: [{ name, queueId: 'a' }] }), 0);
    const picture = calendarSvg(plan, calendar);
    assertWellFormed(picture);
    assert.ok(picture.includes('&lt;script&gt;&quot;a&quot; &amp; b&lt;/script&gt;'));
  });

  it('shows the number of every attempt, alone or in a range', () => {
    const steps = [{ queueId: 'a', attempts: 30, retryAfter: '7 hours', backoff: 1 }];
    const close = { name: 'close', queueId: 'b', attempts: 10, retryAfter: '5 minutes' };
    const { plan, calendar } = planned(
      requestInput({ steps: [...steps, close], limits: { deadline: '60 days' } }),
      0,
    );
    const labels = [...calendarSvg(plan, calendar).matchAll(/font-size="10"[^>]*>([\d–]+)</g)].map(
      ([, label = '']) => label,
    );
    const shown = labels.flatMap((label) => {
      const [from = 0, to = from] = label.split('–').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    });
    assert.deepEqual(
      shown,
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  it('of many weeks has rows of six', () => {
    const steps = [{ queueId: 'a', attempts: 100, retryAfter: '24 hours' }];
    const { plan, calendar } = planned(requestInput({ steps, limits: { deadline: '200 days' } }), 0);
    const picture = calendarSvg(plan, calendar);
    assert.equal(calendar.days.length, 15 * 7);
    assert.equal([...picture.matchAll(/>06:00</g)].length, 3);
    assert.ok(Number(/width="(\d+)"/.exec(picture)?.[1]) <= 960);
  });
});

function planned(input: OutboundCallInput, at: number) {
  const request = parsed(input);
  const almanac = request.policy.callingHours?.holidays.length ? createAlmanac() : emptyAlmanac;
  const plan = planCall(request, { at, almanac });
  return { request, plan, calendar: calendarOf(plan, request, { at, almanac }) };
}

/** An hour that clocks repeat is once on the calendar, and may be open the first time only. */
function isShownTwice(zone: string, instant: number): boolean {
  const { date, time } = wallClock(zone, instant);
  return [-60, -30, 30, 60].some((minutes) => {
    const other = wallClock(zone, instant + minutes * minute);
    return other.date === date && other.time === time;
  });
}

function minutesUpTo(length: number): number[] {
  return Array.from({ length: length / minute }, (_, index) => (index + 1) * minute);
}

function isCovered(spans: Calendar['days'][number]['open'], minuteOfDay: number): boolean {
  return spans.some(({ from, to }) => from <= minuteOfDay && minuteOfDay < to);
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Every tag that is opened is closed, in order, and nothing else is in angle brackets. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/gi,
    (_, closes: string, name: string, __, empty: string) => {
      if (closes) assert.equal(open.pop(), name);
      else if (!empty) open.push(name);
      return '';
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]|&(?!(amp|lt|gt|quot);)/);
}
