import ms from 'ms';
import type { OutboundCallRequest } from '../domain/call/call';
import { inMarkdown } from '../domain/markdown';
import { maskPhoneNumber } from '../domain/mask';

/** One line for the Temporal UI's list. Numbers are masked: the UI may show it to anyone. */
export function summaryOf({ destinationPhoneNumber, policy }: OutboundCallRequest): string {
  return `Call ${maskPhoneNumber(destinationPhoneNumber)}: ${policy.steps.map((step) => inMarkdown(step.name)).join(' → ')}`;
}

/** The policy's steps as Markdown, for the call's page in the Temporal UI. */
export function detailsOf({ policy }: OutboundCallRequest): string {
  const steps = policy.steps.map((step) => {
    const from = step.sourcePhoneNumber ?? `queue ${step.queueId ?? ''}`;
    const to = step.destinationPhoneNumber ? `, to ${maskPhoneNumber(step.destinationPhoneNumber)}` : '';
    return `1. **${inMarkdown(step.name)}** from ${from}${to}: attempts: ${step.attempts}, wait after each: ${ms(step.retryAfter)}`;
  });
  const { limits, callbacks } = policy;
  const more = callbacks ? ` Callbacks: at most ${callbacks.atMost}, within ${ms(callbacks.within)}.` : '';
  return [...steps, '', `At most ${limits.attempts} attempts in ${ms(limits.deadline)}.${more}`].join('\n');
}
