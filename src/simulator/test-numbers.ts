import type { Script } from './script';

/** Numbers with a script from the start, like a payment service's test cards. Calls to other numbers reach an agent. */
export const testNumbers: Readonly<Record<string, Script>> = {
  '+12065550100': { dispositions: ['answered'] },
  '+12065550101': { dispositions: ['no-answer'] },
  '+12065550102': { dispositions: ['busy'] },
  '+12065550103': { dispositions: ['invalid-number'] },
  '+12065550104': { dispositions: ['voicemail'] },
  '+12065550105': { dispositions: ['blocked'] },
  '+12065550106': { dispositions: ['abandoned'] },
  '+12065550107': { dispositions: ['not-allowed'] },
  '+12065550108': { dispositions: ['not-permitted'] },
  '+12065550109': { dispositions: ['internal-error'] },
  '+12065550120': { dispositions: ['no-answer', 'busy', 'answered'] },
};

/** The script of all other numbers. */
export const anyOtherNumber: Script = { dispositions: ['answered'] };
