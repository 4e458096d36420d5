import type { RulePackInput } from '../pack-schema';
import { mondayToFriday } from './week';

const code = {
  title: 'Code de la consommation, décret 2022-1313, on legifrance.gouv.fr',
  citation: 'article D. 223-9',
};

export const fr = {
  name: 'fr',
  title: 'France: commercial solicitation by telephone',
  appliesTo:
    'Unsolicited commercial calls to consumers in France. Overseas departments are included, which is the stricter reading.',
  doesNotApplyTo:
    'Calls under an ongoing contract. Express consent lifts the hours: then override calling-hours.',
  countries: ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: mondayToFriday(['10:00', '13:00'], ['14:00', '20:00']),
      holidays: 'closed',
      text: "Monday to Friday 10:00 to 13:00 and 14:00 to 20:00 on the consumer's clock, not on public holidays.",
      source: code,
      checkedOn: '2026-11-21',
      confidence: 'read',
    },
    {
      id: 'calls-in-30-days',
      kind: 'count',
      most: 4,
      within: { rolling: '30 days' },
      per: 'person',
      text: 'At most 4 attempts in 30 days by one professional to one person.',
      source: code,
      checkedOn: '2026-11-21',
      confidence: 'read',
    },
    {
      id: 'rest-after-refusal',
      kind: 'rest',
      after: 'refusal',
      for: { localDays: 61 },
      per: 'person',
      text: 'None for 60 days after the person has refused: 60 whole days after the day of the refusal, which is the stricter reading.',
      source: code,
      checkedOn: '2026-11-21',
      confidence: 'read',
    },
    {
      id: 'consent',
      kind: 'note',
      text: 'From 11 August 2026 on, any unsolicited call needs consent given beforehand, except under an ongoing contract.',
      source: { title: 'Loi 2025-594, on legifrance.gouv.fr and as CMS tells of it', citation: 'article 13' },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
  ],
} satisfies RulePackInput;
