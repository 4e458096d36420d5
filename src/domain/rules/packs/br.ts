import type { RulePackInput } from '../pack-schema';
import { mondayToFriday } from './week';

export const br = {
  name: 'br',
  title: 'Brazil: telemarketing in Rio de Janeiro and in the Federal District',
  appliesTo:
    'Telemarketing calls to people in Brazil. There is no single federal window; other states may have their own.',
  doesNotApplyTo: 'Calls that are not telemarketing. Banks: br-banks.',
  countries: ['BR'],
  rules: [
    {
      id: 'rj-hours',
      kind: 'hours',
      regions: ['BR-RJ'],
      weekly: mondayToFriday(['08:00', '18:00']),
      text: 'Rio de Janeiro: Monday to Friday 08:00 to 18:00.',
      source: { title: 'Law of the state of Rio de Janeiro', citation: 'as secondary pages tell of it' },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'df-hours',
      kind: 'hours',
      regions: ['BR-DF'],
      weekly: { ...mondayToFriday(['09:00', '20:00']), saturday: [['09:00', '13:00']] },
      text: 'Federal District: Monday to Friday 09:00 to 20:00, Saturday 09:00 to 13:00.',
      source: { title: 'Law of the Federal District', citation: 'as secondary pages tell of it' },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'prefix-0303',
      kind: 'note',
      text: 'Telemarketing calls show a number with the prefix 0303; it may have been eased since.',
      source: { title: 'Anatel, act 10.413/2021', citation: 'as secondary pages tell of it' },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
  ],
} satisfies RulePackInput;

export const brBanks = {
  name: 'br-banks',
  title: 'Brazil: calls of banks (FEBRABAN)',
  appliesTo: "Calls to people in Brazil by banks that adhere to FEBRABAN's self-regulation.",
  doesNotApplyTo: 'Calls of anybody else: br.',
  countries: ['BR'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: { ...mondayToFriday(['09:00', '21:00']), saturday: [['10:00', '16:00']] },
      text: 'Monday to Friday 09:00 to 21:00, Saturday 10:00 to 16:00.',
      source: { title: 'FEBRABAN, SARB 27/2023', citation: 'as secondary pages tell of it' },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
  ],
} satisfies RulePackInput;
