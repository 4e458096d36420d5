import type { RulePackInput } from '../pack-schema';
import { mondayToFriday, weekend } from './week';

const standard = {
  title: 'Telecommunications (Telemarketing and Research Calls) Industry Standard 2017',
  citation: 'donotcall.gov.au',
};
const notes = [
  {
    id: 'caller-id',
    kind: 'note',
    text: 'Show a number, at which calls are answered for 30 days.',
    source: standard,
    checkedOn: '2026-11-21',
    confidence: 'read',
  },
  {
    id: 'elsewhere',
    kind: 'note',
    text: 'End the call if the person turns out to be in a place where it is out of hours.',
    source: standard,
    checkedOn: '2026-11-21',
    confidence: 'read',
  },
] satisfies RulePackInput['rules'];

export const au = {
  name: 'au',
  title: 'Australia: telemarketing',
  appliesTo: 'Telemarketing calls to people in Australia.',
  doesNotApplyTo: 'Research calls: au-research.',
  countries: ['AU'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: { ...mondayToFriday(['09:00', '20:00']), saturday: [['09:00', '17:00']] },
      holidays: 'closed',
      text: "Monday to Friday 09:00 to 20:00, Saturday 09:00 to 17:00, not on Sundays and national public holidays; those of the person's state are closed too, which is stricter.",
      source: standard,
      checkedOn: '2026-11-21',
      confidence: 'read',
    },
    ...notes,
  ],
} satisfies RulePackInput;

export const auResearch = {
  name: 'au-research',
  title: 'Australia: research calls',
  appliesTo: 'Research calls (opinion polling and the like) to people in Australia.',
  doesNotApplyTo: 'Telemarketing: au.',
  countries: ['AU'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: { ...mondayToFriday(['09:00', '20:30']), ...weekend(['09:00', '17:00']) },
      text: 'Monday to Friday 09:00 to 20:30, Saturday and Sunday 09:00 to 17:00.',
      source: standard,
      checkedOn: '2026-11-21',
      confidence: 'read',
    },
    ...notes,
  ],
} satisfies RulePackInput;
