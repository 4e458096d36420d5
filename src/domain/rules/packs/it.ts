import type { RulePackInput } from '../pack-schema';
import { mondayToFriday } from './week';

const code = {
  title: 'Code of conduct on telemarketing, approved by the Garante',
  citation: '2024, as secondary pages tell of it',
};

export const it = {
  name: 'it',
  title: 'Italy: telemarketing (code of conduct)',
  appliesTo: 'Telemarketing calls to people in Italy by those who adhere to the code.',
  doesNotApplyTo: 'Calls that are not telemarketing.',
  countries: ['IT'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: { ...mondayToFriday(['09:00', '20:00']), saturday: [['10:00', '19:00']] },
      holidays: 'closed',
      text: 'Weekdays 09:00 to 20:00, Saturday 10:00 to 19:00, not on Sundays and public holidays.',
      source: code,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'hours-before-holidays',
      kind: 'hours',
      holidayEves: [['10:00', '19:00']],
      text: 'On the day before a public holiday 10:00 to 19:00.',
      source: code,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
  ],
} satisfies RulePackInput;
