import ms from 'ms';
import type { LedgerSettings } from '../../domain/ledger/ledger-settings';
import { days } from '../../domain/policy/duration';
import type { Finding } from './finding';
import type { NamedPolicy } from './wanted';

/** How long the workflow ID of an ended call stays used, compared with how long the policies' calls may last. */
export function judgeRetention({
  namespace,
  retentionMs,
  ledger,
  policies,
}: {
  readonly namespace: string;
  readonly retentionMs: number;
  readonly ledger: Pick<LedgerSettings, 'keepFor'> | undefined;
  readonly policies: readonly NamedPolicy[];
}): Finding {
  const what = `Retention of namespace ${namespace}`;
  const rememberedMs = Math.max(retentionMs, ledger?.keepFor ?? 0);
  const kept = `ended calls are kept for ${long(retentionMs)}`;
  const remembered = ledger ? `${kept}, and remembered by the ledger for ${long(ledger.keepFor)}` : kept;
  const beyond = policies.filter(({ policy }) => policy.limits.deadline > rememberedMs);
  if (beyond.length === 0 && ledger && retentionMs > ledger.keepFor) {
    return {
      what,
      verdict: 'warning',
      says: `${remembered}: "outbound forget" can't find a call that the ledger no longer remembers`,
      fix: `Raise ledger.keepFor in temporal.config.ts to ${long(retentionMs)} or more, or shorten the retention.`,
    };
  }
  if (beyond.length === 0) return { what, verdict: 'ok', says: remembered };
  const longestMs = Math.max(...beyond.map(({ policy }) => policy.limits.deadline));
  const files = beyond.map(({ file, policy }) => `${file}: ${long(policy.limits.deadline)}`).join(', ');
  return {
    what,
    verdict: 'warning',
    says: `${remembered}, which is shorter than the deadline of calls (${files}): a start that is repeated before the deadline may ring again`,
    fix: `${ledger ? 'Raise ledger.keepFor' : 'Set ledger.keys'} in temporal.config.ts, or run: temporal operator namespace update --namespace ${namespace} --retention ${Math.ceil(longestMs / days)}d (docs/starting-calls.md).`,
  };
}

function long(milliseconds: number): string {
  return ms(milliseconds, { long: true });
}
