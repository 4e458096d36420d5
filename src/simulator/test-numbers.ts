import type { Script } from './script';

/**
 * Numbers that behave as their script says from the start, like the test cards of a payment service. Any other number
 * is answered and talks to an agent.
 */
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

/** How a number behaves that has no script. */
export const anyOtherNumber: Script = { dispositions: ['answered'] };
