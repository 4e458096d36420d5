import type { NotInspected } from '../../connect/inspect';
import type { Finding } from './finding';

/** The finding when Amazon Connect did not describe a thing. @param missing the texts when it does not exist */
export function notInspectedFinding(
  what: string,
  answer: NotInspected,
  missing: Pick<Finding, 'says' | 'fix'>,
): Finding {
  const wrong = (says: string, fix: string): Finding => ({ what, verdict: 'wrong', says, fix });
  switch (answer.kind) {
    case 'not-found':
      return { what, verdict: 'wrong', ...missing };
    case 'not-published':
      return wrong(
        'was never published',
        'Open it in the Amazon Connect admin website and choose Publish, or use another flow.',
      );
    case 'not-permitted':
      return wrong(
        `can't be checked: ${answer.permission} is not permitted (${answer.says})`,
        `Allow ${answer.permission} for this instance (docs/iam.md has the policy), or check the instance ID.`,
      );
    case 'credentials-refused':
      return wrong(
        `can't be checked: AWS does not accept the credentials (${answer.says})`,
        'Renew them, and check the clock of this machine.',
      );
    case 'throttled':
      return wrong(
        "can't be checked: too many requests, also after several tries",
        'The quota is shared by the whole account and Region. Run outbound doctor again when there is less traffic.',
      );
    case 'unreachable':
      return wrong(
        `can't be checked: no answer (${answer.says})`,
        'Check the network, the Region and the endpoint.',
      );
    case 'failed':
      return wrong(
        `can't be checked: ${answer.says}`,
        'Run outbound doctor again; if the error persists, check that the endpoint is Amazon Connect.',
      );
  }
}

const maxUsers = 3;

/** `Queue 1a2b… (reminder.yaml: overflow)` */
export function nameOf(kind: string, { id, usedBy }: { id: string; usedBy: readonly string[] }): string {
  if (usedBy.length === 0) return `${kind} ${id}`;
  const more = usedBy.length > maxUsers ? ` and ${usedBy.length - maxUsers} more` : '';
  return `${kind} ${id} (${usedBy.slice(0, maxUsers).join(', ')}${more})`;
}
