import type { RulePackInput } from '../pack-schema';
import { mondayToSaturday } from './week';

const ofcom = {
  title: "Ofcom's policy on persistent misuse, in force since 1 March 2017",
  citation: 'copies of the statement of 2016; maxcontact, callcentresoftware.co.uk, didcomms',
};

export const uk = {
  name: 'uk',
  title: 'United Kingdom: direct marketing by telephone (Ofcom, PECR)',
  appliesTo: 'Marketing calls to people in the United Kingdom.',
  doesNotApplyTo:
    'Calls that are not marketing; what Ofcom says of silent and abandoned calls is about all calls.',
  countries: ['GB'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: { ...mondayToSaturday(['08:00', '21:00']), sunday: [['09:00', '21:00']] },
      text: 'Monday to Saturday 08:00 to 21:00, Sunday 09:00 to 21:00: a code of the industry. There are no hours in law.',
      source: {
        title: 'Code of the Direct Marketing Association (DMA)',
        citation: 'remembered; not looked up again',
      },
      checkedOn: '2026-11-21',
      confidence: 'memory',
    },
    {
      id: 'ring-time',
      kind: 'ring',
      seconds: 15,
      text: 'An unanswered call rings for at least 15 seconds.',
      source: ofcom,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'rest-after-abandoned',
      kind: 'rest',
      after: 'abandoned',
      for: { rolling: '72 hours' },
      per: 'person',
      text: 'After an abandoned call, none for 72 hours. One with a guaranteed live agent would be allowed; the stricter is applied, since nobody can guarantee one here.',
      source: ofcom,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'abandoned-calls',
      kind: 'note',
      text: 'There is no safe harbour of 3% any more: any abandoned call may be misuse. A message within 2 seconds is advised. Watch the ratio abandoned / (abandoned + live).',
      source: ofcom,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'caller-id',
      kind: 'note',
      text: 'Show a number that can be called back.',
      source: ofcom,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'tps-screening',
      kind: 'note',
      text: 'Screen numbers against the Telephone Preference Service (TPS, CTPS). Fines under PECR go up to GBP 17.5 million or 4%, since the Data (Use and Access) Act 2025.',
      source: {
        title: 'Privacy and Electronic Communications Regulations (PECR)',
        citation: 'as maxcontact tells of them',
      },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
  ],
} satisfies RulePackInput;
