import type { Config } from '../../config';
import type { Finding } from './finding';
import { openLists } from '../../domain/policy/allow-lists';

/** Whether anything limits what this installation may call, as docs/guard.md explains. */
export function guardFinding({ guard }: Pick<Config, 'guard'>): Finding {
  const what = 'Guard';
  if (!guard) {
    const fix = 'Set guard in temporal.config.ts: guard.allowedCountries, at least (docs/guard.md).';
    return { what, verdict: 'warning', says: 'none: this installation may call any number', fix };
  }
  const { allowedCountries, deniedKinds, deniedPrefixes, dialsPerDay } = guard;
  const says = [
    allowedCountries ? `calls ${allowedCountries.join(', ')}` : 'calls every country',
    ...(deniedKinds.length > 0 ? [`denies ${deniedKinds.join(', ')}`] : []),
    ...(deniedPrefixes.length > 0 ? [`denies ${deniedPrefixes.join(', ')}`] : []),
    ...(dialsPerDay
      ? [
          `dials a day: ${Object.entries(dialsPerDay)
            .map(([country, most]) => `${country} ${most}`)
            .join(', ')}`,
        ]
      : []),
  ];
  return { what, verdict: 'ok', says: says.join('; ') };
}

/** Which parts of a policy are trusted input. */
export function allowListsFinding({ allowed }: Pick<Config, 'allowed'>): Finding {
  const open = openLists(allowed);
  const says =
    open.length === 0
      ? 'policies may use only what allowed in temporal.config.ts lists'
      : `policies are trusted input: no list limits their ${open.join(', ')} (docs/guard.md)`;
  return { what: 'Allow-lists', verdict: 'ok', says };
}
