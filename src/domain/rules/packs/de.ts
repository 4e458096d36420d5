import type { RulePackInput } from '../pack-schema';

export const de = {
  name: 'de',
  title: 'Germany: advertising by telephone',
  appliesTo: 'Advertising calls to consumers in Germany. No hours were found in law, so none are applied.',
  doesNotApplyTo: 'Calls that do not advertise.',
  countries: ['DE'],
  rules: [
    {
      id: 'consent',
      kind: 'note',
      text: 'Needs express consent given beforehand. Its proof is kept for 5 years from the consent and from each use of it.',
      source: { title: 'Gesetz gegen den unlauteren Wettbewerb (UWG)', citation: '§§ 7, 7a' },
      checkedOn: '2026-11-21',
      confidence: 'read',
    },
  ],
} satisfies RulePackInput;
