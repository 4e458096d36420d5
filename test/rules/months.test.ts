import assert from 'node:assert/strict';
import { calleeOf } from '../../src/domain/call/callee';
import { days, minutes } from '../../src/domain/policy/duration';
import { closedAt } from '../../src/domain/hours/open-windows';
import { describeProblems, parseRequest } from '../../src/domain/call/parse-request';
import { createAlmanac } from '../../src/holidays';
import { quickPolicy } from '../support/calls';
import { isOpenAt, startHour, type Month } from './month-of-no-answers';
import { months } from './months';

/** In these, 29 November is every day of the week. */
const years = [2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033];

/** Several times a day, and in the end at any time of day. */
const step = 97 * minutes;

describe('the months in which nobody answers', () => {
  const almanac = createAlmanac();

  for (const [name, month] of Object.entries<Month>(months)) {
    it(`under ${name}: open when the rules are in every year, so that it does not matter when the month is lived`, () => {
      for (const year of years) {
        const startedAt = Date.UTC(year, 10, 29, startHour);
        const { hours } = calleeOf({ startedAt, request: requestOf(month) }, almanac).rules;
        for (let at = startedAt; at < startedAt + 30 * days; at += step) {
          assert.equal(isOpenAt(month, at), closedAt(hours, at).length === 0, new Date(at).toISOString());
        }
      }
    });
  }
});

function requestOf({ rules, to }: Month) {
  const policy = quickPolicy({ rules, limits: { deadline: 30 * days } });
  const parsed = parseRequest({ ...to, policy });
  assert.ok(parsed.ok, parsed.ok ? '' : describeProblems(parsed.problems));
  return parsed.request;
}
