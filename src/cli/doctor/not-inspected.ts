import type { NotInspected } from '../../connect/inspect';
import type { Finding } from './finding';

/** The finding where Amazon Connect did not describe a thing. `missing` is what to say when there is no such thing. */
export function notInspectedFinding(
  what: string,
  answer: NotInspected,
  missing: Pick<Finding, 'says' | 'mend'>,
): Finding {
  const wrong = (says: string, mend: string): Finding => ({ what, verdict: 'wrong', says, mend });
  switch (answer.kind) {
    case 'not-found':
      return { what, verdict: 'wrong', ...missing };
    case 'not-published':
      return wrong(
        'was never published',
        'Open it in the Amazon Connect admin website and choose Publish, or name another flow.',
      );
    case 'not-permitted':
      return wrong(
        `can't be looked at: ${answer.permission} is not permitted (${answer.says})`,
        `Allow ${answer.permission} for this instance (docs/iam.md has the policy), or check that it is the right instance.`,
      );
    case 'credentials-refused':
      return wrong(
        `can't be looked at: AWS does not accept the credentials (${answer.says})`,
        'Renew them, and check the clock of this machine.',
      );
    case 'throttled':
      return wrong(
        "can't be looked at: too many requests, again and again",
        'The quota counts for the whole account and Region. Run outbound doctor again when less is going on.',
      );
    case 'unreachable':
      return wrong(
        `can't be looked at: no answer (${answer.says})`,
        'Check the network, the Region and the endpoint.',
      );
    case 'failed':
      return wrong(
        `can't be looked at: ${answer.says}`,
        'Run outbound doctor again; if it stays, check that the endpoint is Amazon Connect.',
      );
  }
}

const mostUsers = 3;

/** `Queue 1a2b… (reminder.yaml: overflow)` */
export function nameOf(kind: string, { id, usedBy }: { id: string; usedBy: readonly string[] }): string {
  if (usedBy.length === 0) return `${kind} ${id}`;
  const more = usedBy.length > mostUsers ? ` and ${usedBy.length - mostUsers} more` : '';
  return `${kind} ${id} (${usedBy.slice(0, mostUsers).join(', ')}${more})`;
}
