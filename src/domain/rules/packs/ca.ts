import type { RulePackInput } from '../pack-schema';
import { mondayToFriday, weekend } from './week';

const utr = { title: 'Unsolicited Telecommunications Rules', citation: 'CRTC' };

export const ca = {
  name: 'ca',
  title: 'Canada: telemarketing (CRTC)',
  appliesTo: 'Telemarketing calls to people in Canada. Provinces may be stricter.',
  doesNotApplyTo: 'Calls that solicit nothing; those of automatic devices have hours of their own: ca-adad.',
  countries: ['CA'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: { ...mondayToFriday(['09:00', '21:30']), ...weekend(['10:00', '18:00']) },
      text: "Monday to Friday 09:00 to 21:30, Saturday and Sunday 10:00 to 18:00 on the called person's clock.",
      source: utr,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'abandoned-calls',
      kind: 'note',
      text: 'At most 5% of the calls of a calendar month may be abandoned; an agent within 2 seconds. Watch the ratio of the disposition `abandoned`.',
      source: utr,
      checkedOn: '2026-11-21',
      confidence: 'memory',
    },
    {
      id: 'do-not-call-list',
      kind: 'note',
      text: 'Screen numbers against the National Do Not Call List, in a copy that is at most 31 days old.',
      source: utr,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
  ],
} satisfies RulePackInput;

export const caAdad = {
  name: 'ca-adad',
  title: 'Canada: automatic dialing and announcing devices (CRTC)',
  appliesTo: 'Automated calls with a recorded message that solicit nothing, to people in Canada.',
  doesNotApplyTo: 'Telemarketing: ca.',
  countries: ['CA'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: {
        ...mondayToFriday(['09:30', '20:00']),
        saturday: [['10:30', '17:00']],
        sunday: [['12:00', '17:00']],
      },
      text: 'Monday to Friday 09:30 to 20:00, Saturday 10:30 to 17:00, Sunday 12:00 to 17:00: from an older text of the rules.',
      source: utr,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
  ],
} satisfies RulePackInput;
