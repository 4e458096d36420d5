import type { RulePackInput } from '../pack-schema';
import { everyDay } from './week';

export const usTcpa = {
  name: 'us-tcpa',
  title: 'United States: telephone solicitation (TCPA, TSR)',
  appliesTo:
    'Telephone solicitations to people in the United States. Territories are included, which is the stricter reading.',
  doesNotApplyTo:
    'Purely informational or transactional calls, and calls that the person has consented to, as far as the rules except them. States may be stricter: us-states. Debt collection: us-reg-f.',
  countries: ['US', 'PR', 'VI', 'GU', 'AS', 'MP'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: everyDay(['08:00', '21:00']),
      text: "No telephone solicitation before 08:00 or after 21:00 local time at the called party's location.",
      source: {
        title: 'FCC rules on telephone solicitation, as pages of 2025 quote them',
        citation: '47 CFR 64.1200(c)(1)',
      },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'ring-time',
      kind: 'ring',
      seconds: 15,
      text: 'An unanswered telemarketing call is not disconnected before it has rung for 15 seconds or four times.',
      source: {
        title: 'FCC rules on telemarketing, as summaries of an FCC proposal (NPRM) tell of them',
        citation: '47 CFR 64.1200(a)(6)',
      },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'abandoned-calls',
      kind: 'note',
      text: 'At most 3% of live-answered telemarketing calls of a campaign may be abandoned in 30 days: an agent or a message (name, number, "telemarketing", a way to opt out) within 2 seconds of the end of the greeting. Watch the ratio of the disposition `abandoned`.',
      source: {
        title: 'FCC rules on telemarketing, as telemarketingrules.com quotes them',
        citation: '47 CFR 64.1200(a)(7)',
      },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'telemarketing-sales-rule',
      kind: 'note',
      text: "The FTC's Telemarketing Sales Rule has the same hours and, as a safe harbour, the same numbers: 3%, 2 seconds, 15 seconds or four rings.",
      source: { title: 'Telemarketing Sales Rule', citation: '16 CFR 310.4(b)(4) and (c)' },
      checkedOn: '2026-11-21',
      confidence: 'memory',
    },
    {
      id: 'do-not-call-request',
      kind: 'note',
      text: 'A request not to be called any more has to be honoured within 10 business days, since April 2025. `opted-out` calls end at once.',
      source: { title: 'FCC rules on do-not-call requests', citation: '47 CFR 64.1200' },
      checkedOn: '2026-11-21',
      confidence: 'memory',
    },
    {
      id: 'proposed-changes',
      kind: 'note',
      text: "A proposal of 28 October 2025 would delete the FCC's rules on abandoned calls and on company-specific do-not-call lists. What became of it is not known here; the Telemarketing Sales Rule stays in any case.",
      source: {
        title: 'FCC NPRM of 28 October 2025',
        citation: 'as Kelley Drye reported on 7 November 2025',
      },
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
  ],
} satisfies RulePackInput;
