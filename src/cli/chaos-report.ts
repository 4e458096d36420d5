import { promises, type Figures, type Verdict } from '../chaos';

/** A verdict as text: the promises, then the figures. */
export function chaosReport({ passed, seed, breaches, figures }: Verdict): string {
  const byPromise = Object.entries(promises).map(([promise, words]) => {
    const broken = breaches.filter((breach) => breach.promise === promise);
    const shown = broken
      .slice(0, maxShown)
      .map(({ workflowId, detail }) => `    ${workflowId ? `${workflowId}: ` : ''}${detail}`);
    const more = broken.length > maxShown ? [`    … and ${broken.length - maxShown} more`] : [];
    return [`  ${broken.length === 0 ? 'kept  ' : 'BROKEN'}  ${words}`, ...shown, ...more].join('\n');
  });
  const figureRows = rowsOf(figures);
  const width = Math.max(...figureRows.map(([what]) => what.length)) + 2;
  const rows = figureRows.map(([what, value]) => `  ${what.padEnd(width)}${value}`);
  return [
    `Seed ${seed}: ${passed ? 'every promise was kept' : `${breaches.length} breaches`}`,
    '',
    ...byPromise,
    '',
    ...rows,
  ].join('\n');
}

/** Breaches printed per promise; the verdict's file has all. */
const maxShown = 5;

function rowsOf(figures: Figures): [string, string][] {
  const { unknownAttempts: unknown, sameEnd, requestFaults: faults, time } = figures;
  return [
    ['calls', String(figures.calls)],
    ['attempts', String(figures.attempts)],
    ['rings', String(figures.rings)],
    ['double rings', String(figures.doubleRings)],
    ['forgotten calls', String(figures.forgottenCalls)],
    ['unaccounted contacts', String(figures.unaccountedContacts)],
    ['orphaned contacts', `${figures.orphanedContacts}, of terminated calls`],
    ['unknown attempts', `${unknown.count}; ${unknown.rang} rang, ${unknown.resolved} of them found later`],
    [
      'people with several calls',
      `${figures.people.count}, with ${figures.people.calls} calls; ${figures.people.atLimit} were rung as often as their limit allows`,
    ],
    ['calls ended by an opt-out', String(figures.optedOutCalls)],
    [
      'ended as without faults',
      `${sameEnd.same} of ${sameEnd.compared} (${share(sameEnd.same, sameEnd.compared)})`,
    ],
    [
      'requests with a fault',
      `${faults.faulted} of ${faults.requests} (${share(faults.faulted, faults.requests)})`,
    ],
    ...counted(faults.byKind),
    ...(figures.events
      ? ([['contact events', eventsText(figures.events)]] satisfies [string, string][])
      : []),
    ['faults of processes, acts', String(sum(Object.values(figures.happenings)))],
    ...counted(figures.happenings),
    [
      'time, without faults',
      `${time.calm.total} s; a call: median ${time.calm.medianCall} s, 95th percentile ${time.calm.slowestTwentieth} s`,
    ],
    [
      'time, in the storm',
      `${time.storm.total} s; a call: median ${time.storm.medianCall} s, 95th percentile ${time.storm.slowestTwentieth} s`,
    ],
    ['after the storm', `${time.afterTheStorm} s until the last call ended`],
    ['recovery', `after a restart: median ${time.recovery.median} s, longest ${time.recovery.longest} s`],
  ];
}

function eventsText({ happened, dropped, delivered, failed }: NonNullable<Figures['events']>): string {
  return `${happened}; ${dropped} never delivered, ${delivered} deliveries${failed > 0 ? `, ${failed} failed` : ''}`;
}

function counted(counts: Readonly<Record<string, number>>): [string, string][] {
  return Object.entries(counts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([what, count]) => [`  ${what}`, String(count)]);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}
