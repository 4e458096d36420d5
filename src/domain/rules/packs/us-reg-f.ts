import type { RulePackInput } from '../pack-schema';
import { everyDay } from './week';

export const usRegF = {
  name: 'us-reg-f',
  title: 'United States: debt collection (Regulation F)',
  appliesTo:
    'Calls of debt collectors to consumers in the United States; `subject` names the debt. Territories are included, which is the stricter reading.',
  doesNotApplyTo: 'Anything but the collection of debts: us-tcpa for telephone solicitation.',
  countries: ['US', 'PR', 'VI', 'GU', 'AS', 'MP'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: everyDay(['08:00', '21:00']),
      text: "Before 08:00 and after 21:00 local time at the consumer's location is inconvenient; where several places are possible, a time that is fine in all of them is fine.",
      source: {
        title: 'Regulation F, communications in connection with debt collection',
        citation: '12 CFR 1006.6(b)(1)(i)',
      },
      checkedOn: '2026-11-21',
      confidence: 'memory',
    },
    {
      id: 'calls-in-7-days',
      kind: 'count',
      most: 7,
      within: { localDays: 7 },
      per: 'subject',
      ignores: ['invalid-number', 'not-allowed'],
      text: 'At most 7 calls within 7 consecutive days to a person about a debt. Calls that are not connected to the dialed number do not count; busy ones do here, which is the stricter reading.',
      source: {
        title:
          'Regulation F, harassing, oppressive, or abusive conduct, in the eCFR of 20 June 2026 on law.lawstack.com',
        citation: '12 CFR 1006.14(b)(2)(i), (b)(3)',
      },
      checkedOn: '2026-11-21',
      confidence: 'read',
    },
    {
      id: 'rest-after-conversation',
      kind: 'rest',
      after: 'conversation',
      for: { localDays: 7 },
      per: 'subject',
      text: 'None within 7 consecutive days after a telephone conversation about the debt; the day of the conversation is day 1.',
      source: {
        title:
          'Regulation F, harassing, oppressive, or abusive conduct, in the eCFR of 20 June 2026 on law.lawstack.com',
        citation: '12 CFR 1006.14(b)(2)(i)',
      },
      checkedOn: '2026-11-21',
      confidence: 'read',
    },
    {
      id: 'presumption',
      kind: 'note',
      text: 'The two limits are a presumption of compliance, not a ban by themselves. Excepted are, among others, calls with prior consent given directly (for up to 7 days) and calls to an attorney.',
      source: {
        title:
          'Regulation F, harassing, oppressive, or abusive conduct; its exclusions as ACA International tells of them',
        citation: '12 CFR 1006.14(b)(2)(i), (b)(3)',
      },
      checkedOn: '2026-11-21',
      confidence: 'read',
    },
  ],
} satisfies RulePackInput;
