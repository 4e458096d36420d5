import type { RulePackInput } from '../pack-schema';
import { everyDay } from './week';

export const india = {
  name: 'in',
  title: 'India: telemarketing (TRAI)',
  appliesTo: 'Telemarketing calls to people in India.',
  doesNotApplyTo: 'Calls that are not telemarketing. Recovery of loans: in-recovery.',
  countries: ['IN'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: everyDay(['09:00', '21:00']),
      text: 'No telemarketing from 21:00 to 09:00.',
      source: {
        title: 'Rules of TRAI on commercial communications',
        citation: 'partly remembered; not looked up again',
      },
      checkedOn: '2026-11-21',
      confidence: 'memory',
    },
  ],
} satisfies RulePackInput;

export const indiaRecovery = {
  name: 'in-recovery',
  title: 'India: recovery of loans (RBI)',
  appliesTo: 'Calls to borrowers in India to recover loans.',
  doesNotApplyTo: 'Telemarketing: in.',
  countries: ['IN'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: everyDay(['08:00', '19:00']),
      text: 'Recovery calls only from 08:00 to 19:00.',
      source: {
        title: 'Rules of the Reserve Bank of India on recovery',
        citation: 'partly remembered; not looked up again',
      },
      checkedOn: '2026-11-21',
      confidence: 'memory',
    },
  ],
} satisfies RulePackInput;
