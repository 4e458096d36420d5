import ms from 'ms';
import type { LedgerSettings } from '../../domain/ledger/ledger-settings';
import { days } from '../../domain/policy/duration';
import type { Policy } from '../../domain/policy/policy';
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
  const beyond = policies.filter(({ policy }) => longestCallMs(policy) > rememberedMs);
  if (beyond.length === 0 && ledger && retentionMs > ledger.keepFor) {
    return {
      what,
      verdict: 'warning',
      says: `${remembered}: "outbound forget" can't find a call that the ledger no longer remembers`,
      fix: `Raise ledger.keepFor in temporal.config.ts to ${long(retentionMs)} or more, or shorten the retention.`,
    };
  }
  if (beyond.length === 0) return { what, verdict: 'ok', says: remembered };
  const longestMs = Math.max(...beyond.map(({ policy }) => longestCallMs(policy)));
  const files = beyond.map(({ file, policy }) => `${file}: ${inWords(policy)}`).join(', ');
  return {
    what,
    verdict: 'warning',
    says: `${remembered}, which is shorter than the deadline of calls (${files}): a start that is repeated before the deadline may ring again`,
    fix: `${ledger ? 'Raise ledger.keepFor' : 'Set ledger.keys'} in temporal.config.ts, or run: temporal operator namespace update --namespace ${namespace} --retention ${Math.ceil(longestMs / days)}d (docs/starting-calls.md).`,
  };
}

/** Each callback may be asked for in the last attempt, or in the callback before. */
function longestCallMs({ limits, callbacks }: Policy): number {
  return limits.deadline + (callbacks ? callbacks.atMost * callbacks.within : 0);
}

function inWords(policy: Policy): string {
  const { deadline } = policy.limits;
  const whole = longestCallMs(policy);
  return whole === deadline ? long(deadline) : `${long(deadline)}, and up to ${long(whole)} with callbacks`;
}

function long(milliseconds: number): string {
  return ms(milliseconds, { long: true });
}
