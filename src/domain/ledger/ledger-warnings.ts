import { days, hours, minutes } from '../policy/duration';
import type { AttemptLimit, Stretch } from './attempt-limit';
import type { LedgerSettings } from './ledger-settings';

/** Warnings about limits that count less than they say. */
export function ledgerWarnings(
  limits: readonly AttemptLimit[],
  ledger: Pick<LedgerSettings, 'keepFor'> | undefined,
): string[] {
  if (!ledger) {
    if (limits.length === 0) return [];
    const others =
      'no ledger is set up (ledger.keys in temporal.config.ts), so other calls to the person are not counted';
    return [`${names(limits)}: only attempts of this call count, since ${others}.`];
  }
  const { keepFor } = ledger;
  const beyond = limits.filter((limit) => lookBack(limit) > keepFor);
  if (beyond.length === 0) return [];
  const kept = `looks back further than attempts are kept (ledger.keepFor in temporal.config.ts: ${inWords(keepFor)})`;
  const needed = inWords(Math.max(...beyond.map(lookBack)));
  return [
    `${names(beyond)}: ${kept}, so attempts of calls under other policies may be forgotten too early. Keep them for at least ${needed}.`,
  ];
}

/** How far back a limit counts, milliseconds. */
function lookBack(limit: AttemptLimit): number {
  const stretches: readonly Stretch[] = limit.kind === 'count' ? [limit.within] : limit.for;
  return Math.max(
    ...stretches.map((stretch) => ('rolling' in stretch ? stretch.rolling : stretch.localDays * days)),
  );
}

function names(limits: readonly AttemptLimit[]): string {
  return limits.map(({ name }) => name).join(', ');
}

function inWords(milliseconds: number): string {
  const [unit, name] = units.find(([length]) => milliseconds % length === 0) ?? smallest;
  const many = Math.ceil(milliseconds / unit);
  return `${many} ${name}${many === 1 ? '' : 's'}`;
}

const smallest = [minutes, 'minute'] as const;
const units = [[days, 'day'], [hours, 'hour'], smallest] as const;
