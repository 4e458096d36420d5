import type { Attempt } from '../../src/domain/call/attempt';
import { maskPhoneNumber } from '../../src/domain/mask';
import { explain } from './explain';
import type { Call } from './call';

/** The call so far as Markdown, for the current details in the Temporal UI. Numbers are masked, since anyone may see the UI. */
export function timeline(call: Call): string {
  const { summary, reasons } = explain(call);
  const rows = call.state.attempts.map(row);
  const table =
    rows.length === 0
      ? []
      : [
          '',
          '| # | dialed at | step | from | to | disposition | contact |',
          '|---|---|---|---|---|---|---|',
          ...rows,
        ];
  const skipped = call.state.skippedSteps.map(({ step, why }) => `- Step \`${step}\` is skipped: ${why}`);
  return [`**${summary}**`, '', ...reasons.map((reason) => `- ${reason}`), ...skipped, ...table].join('\n');
}

function row(attempt: Attempt): string {
  const from = attempt.sourcePhoneNumber ?? (attempt.queueId ? `queue ${attempt.queueId}` : '');
  return `| ${[
    attempt.number,
    attempt.startedAt,
    attempt.step,
    from,
    maskPhoneNumber(attempt.destinationPhoneNumber),
    attempt.disposition + (attempt.phoneMayBeRinging ? ' (may be ringing)' : ''),
    attempt.contactId ?? '',
  ].join(' | ')} |`;
}
