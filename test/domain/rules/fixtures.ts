import assert from 'node:assert/strict';
import type { Almanac } from '../../../src/domain/hours/almanac';
import { describeProblems, parseRequest } from '../../../src/domain/call/parse-request';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import type { RulePackInput } from '../../../src/domain/rules/pack-schema';
import type { PolicyRules } from '../../../src/domain/rules/policy-rules';
import { requestInput } from '../fixtures';

/** Dates that some calendars have, as `-MM-DD`; asked for any other calendar it throws, as a real one does. */
export function fakeAlmanac(calendars: Record<string, readonly string[]> = {}): Almanac {
  return {
    holidays(calendar, year) {
      const dates = calendars[calendar];
      if (!dates) throw new Error(`No holidays of ${calendar} in this almanac`);
      return dates.map((date) => `${year}${date}`);
    },
  };
}

/** As a policy has them once it is parsed. */
export function rules(...chosen: NonNullable<PolicyInput['rules']>): PolicyRules {
  const result = parseRequest(requestInput({ rules: chosen }, { allowedCountries: ['US'] }));
  assert.ok(result.ok, result.ok ? '' : describeProblems(result.problems));
  return result.request.policy.rules;
}

/** A pack of one's own, with one rule of each kind. */
export const ourPack = {
  name: 'our-rules',
  title: 'What we promised',
  appliesTo: 'All of our calls.',
  doesNotApplyTo: 'None.',
  countries: ['US', 'FR'],
  rules: [
    { kind: 'hours', id: 'office', weekly: { monday: [['09:00', '17:00']] }, holidays: 'closed' },
    { kind: 'count', id: 'twice-a-day', most: 2, within: { localDays: 1 } },
    { kind: 'rest', id: 'rest', after: 'refusal', for: { rolling: '90 days' }, regions: ['US-FL'] },
    { kind: 'ring', id: 'ring', seconds: 20 },
    { kind: 'note', id: 'note' },
  ].map((rule) => ({
    ...rule,
    text: 'As our terms say.',
    source: { title: 'Our terms', url: 'https://example.com/terms' },
    checkedOn: '2026-11-21',
    confidence: 'read',
  })) as RulePackInput['rules'],
} satisfies RulePackInput;
