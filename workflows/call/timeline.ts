import type { Attempt } from '../../src/domain/call/attempt';
import { inMarkdown } from '../../src/domain/markdown';
import { maskPhoneNumber } from '../../src/domain/mask';
import { explain } from './explain';
import type { Call } from './call';

/** The call so far as Markdown, for the current details in the Temporal UI. Numbers are masked, since anyone may see the UI. */
export function timeline(call: Call): string {
  const { summary, reasons } = explain(call);
  const skipped = call.state.skippedSteps.map(
    ({ step, why }) => `- ${inMarkdown(`Step "${step}" is skipped: ${why}`)}`,
  );
  // A list, since the UI sets the columns of a table without any space between them.
  const attempts = call.state.attempts.map(line);
  return [
    `**${inMarkdown(summary)}**`,
    '',
    ...reasons.map((reason) => `- ${inMarkdown(reason)}`),
    ...skipped,
    ...(attempts.length === 0 ? [] : ['', '**Attempts**', '', ...attempts]),
  ].join('\n');
}

function line(attempt: Attempt): string {
  const { number, startedAt, step, disposition, phoneMayBeRinging, contactId } = attempt;
  const { callbackFor, callbackRequest } = attempt;
  const from = attempt.sourcePhoneNumber ?? (attempt.queueId ? `queue ${attempt.queueId}` : undefined);
  return `${number}. ${[
    `**${disposition}**${phoneMayBeRinging ? ' (may be ringing)' : ''}`,
    `step ${inMarkdown(step)}`,
    ...(callbackFor === undefined ? [] : ['callback']),
    ...(callbackRequest && 'at' in callbackRequest
      ? [`asks to be called at ${callbackRequest.at.replace('T', ' ')}`]
      : []),
    startedAt.replace('T', ' '),
    ...(from === undefined ? [] : [`from ${from}`]),
    `to ${maskPhoneNumber(attempt.destinationPhoneNumber)}`,
    ...(contactId === undefined ? [] : [`contact ${contactId}`]),
  ].join(' · ')}`;
}
