import assert from 'node:assert/strict';
import { rulePackSchema, type RulePackInput } from '../../../src/domain/rules/pack-schema';
import { ruleInWords } from '../../../src/domain/rules/rule-in-words';
import { ourPack } from './fixtures';

const about = {
  text: 'As our terms say.',
  source: { title: 'Our terms', url: 'https://example.com/terms' },
  checkedOn: '2026-11-21',
  confidence: 'read' as const,
};

const rules: [words: string, rule: RulePackInput['rules'][number]][] = [
  [
    'every day 08:00–21:00',
    {
      kind: 'hours',
      id: 'daily',
      ...about,
      weekly: Object.fromEntries(
        (['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const).map(
          (day) => [day, [['08:00', '21:00']]],
        ),
      ),
    },
  ],
  [
    'Mon–Tue 10:00–13:00, 14:00–20:00; Wed closed; Thu 10:00–12:00; Fri–Sun closed; holidays: closed; days before holidays: 09:00–12:00',
    {
      kind: 'hours',
      id: 'some',
      ...about,
      weekly: {
        monday: [
          ['10:00', '13:00'],
          ['14:00', '20:00'],
        ],
        tuesday: [
          ['10:00', '13:00'],
          ['14:00', '20:00'],
        ],
        wednesday: [],
        thursday: [['10:00', '12:00']],
      },
      holidays: 'closed',
      holidayEves: [['09:00', '12:00']],
    },
  ],
  [
    'at most 1 attempt in 30 days per person, without busy and fax',
    {
      kind: 'count',
      id: 'count',
      ...about,
      most: 1,
      within: { rolling: '30 days' },
      ignores: ['busy', 'fax'],
    },
  ],
  [
    'at most 3 attempts in 1 calendar day per subject',
    { kind: 'count', id: 'per-day', ...about, most: 3, within: { localDays: 1 }, per: 'subject' },
  ],
  [
    'none for 27 hours, then 90 minutes after an attempt, per person',
    {
      kind: 'rest',
      id: 'rest',
      ...about,
      after: 'attempt',
      for: [{ rolling: '27 hours' }, { rolling: '90 minutes' }],
    },
  ],
  ['rings for at least 15 seconds', { kind: 'ring', id: 'ring', ...about, seconds: 15 }],
  ['note, not applied', { kind: 'note', id: 'note', ...about }],
];

describe('a rule in words', () => {
  for (const [words, rule] of rules) {
    it(`is "${words}"`, () => {
      const [parsed] = rulePackSchema.parse({ ...ourPack, rules: [rule] }).rules;
      assert.ok(parsed);
      assert.equal(ruleInWords(parsed), words);
    });
  }
});
