import type { Evidence } from '../run/evidence';
import type { Accounts } from './accounts';
import type { Breach } from './breach';
import type { CallCase } from './case';
import type { Comparison } from './comparison';
import { outcomeOf } from './opt-outs';
import { mostRingsOf, type PersonCase } from './people';
import type { Unknowns } from './unknowns';

/** A storm in numbers. */
export interface Figures {
  readonly calls: number;
  readonly attempts: number;
  readonly rings: number;
  readonly doubleRings: number;
  readonly forgottenCalls: number;
  /** Contacts of terminated calls. */
  readonly orphanedContacts: number;
  readonly unaccountedContacts: number;
  readonly unknownAttempts: { readonly count: number; readonly rang: number; readonly resolved: number };
  /** People with several calls. */
  readonly people: {
    readonly count: number;
    readonly calls: number;
    /** How many were rung as often as the limit over all calls allows. */
    readonly atLimit: number;
  };
  /** Calls that ended as `opted-out`. */
  readonly optedOutCalls: number;
  readonly sameEnd: { readonly compared: number; readonly same: number };
  /** Requests to the simulator while faults were set, and how many each kind of fault hit. */
  readonly requestFaults: {
    readonly requests: number;
    readonly faulted: number;
    readonly byKind: Readonly<Record<string, number>>;
  };
  /** Counts of contact events; undefined without events. */
  readonly events: Evidence['events'];
  /** Faults and acts that took place, by kind. */
  readonly happenings: Readonly<Record<string, number>>;
  readonly workerCrashes: number;
  readonly time: {
    readonly calm: RunTime;
    readonly storm: RunTime;
    /** From the end of the last fault to the end of the last call, seconds. */
    readonly afterTheStorm: number;
    /** From a restart to the next answered request, seconds. */
    readonly recovery: { readonly median: number; readonly longest: number };
  };
}

/** Seconds. */
interface RunTime {
  readonly total: number;
  readonly medianCall: number;
  /** 95th percentile of a call. */
  readonly slowestTwentieth: number;
}

export function figuresOf(known: {
  readonly calm: Evidence;
  readonly storm: Evidence;
  readonly cases: readonly CallCase[];
  readonly people: readonly PersonCase[];
  readonly doubles: readonly Breach[];
  readonly accounts: Accounts;
  readonly unknowns: Unknowns;
  readonly comparison: Comparison;
}): Figures {
  const { calm, storm, cases, accounts, unknowns, comparison } = known;
  const { requests, hits } = storm.faults;
  const recoveries = recoveryTimes(storm);
  const shared = known.people.filter((person) => person.cases.length > 1);
  return {
    calls: cases.length,
    attempts: cases.reduce((sum, { attempts }) => sum + attempts.length, 0),
    rings: storm.dials.length,
    doubleRings: known.doubles.length,
    forgottenCalls: cases.filter(({ call: { end } }) => end.kind === 'running' || end.kind === 'missing')
      .length,
    orphanedContacts: accounts.orphans,
    unaccountedContacts: accounts.unaccounted,
    unknownAttempts: { count: unknowns.count, rang: unknowns.rang, resolved: unknowns.resolved },
    people: {
      count: shared.length,
      calls: shared.reduce((sum, person) => sum + person.cases.length, 0),
      atLimit: shared.filter((person) => person.rings.length >= mostRingsOf(person.cases)).length,
    },
    optedOutCalls: cases.filter((one) => outcomeOf(one) === 'opted-out').length,
    sameEnd: { compared: comparison.compared, same: comparison.same },
    requestFaults: {
      requests,
      faulted: Object.values(hits).reduce((sum, count) => sum + count, 0),
      byKind: hits,
    },
    events: storm.events,
    happenings: countBy(storm.happenings.filter(({ done }) => done).map(nameOf)),
    workerCrashes: storm.crashes.length,
    time: {
      calm: runTime(calm),
      storm: runTime(storm),
      afterTheStorm: inSeconds(storm.times.endedAt - storm.times.healedAt),
      recovery: { median: quantile(recoveries, 0.5), longest: quantile(recoveries, 1) },
    },
  };
}

/** Counts kills of workers by kill point, pauses of activities by their type, and resets that a pause made necessary apart. */
function nameOf({ what, detail }: Evidence['happenings'][number]): string {
  const [first, second] = detail.split(', ');
  if (what === 'kill-worker') return `${what} ${second ?? ''}`;
  if (what === 'reset' && detail === 'stuck after a pause') return `${what}, ${detail}`;
  return what === 'pause-activity' ? `${what} ${first ?? ''}` : what;
}

function runTime({ times, calls }: Evidence): RunTime {
  // From the planned start, since a call may continue in several runs.
  const durations = calls.flatMap(({ plan, closedAt }) =>
    closedAt === undefined ? [] : [inSeconds(closedAt - (times.began + plan.startsAt))],
  );
  return {
    total: inSeconds(times.endedAt - times.began),
    medianCall: quantile(durations, 0.5),
    slowestTwentieth: quantile(durations, 0.95),
  };
}

function recoveryTimes({ happenings, exchanges }: Evidence): number[] {
  const answers = exchanges
    .flatMap(({ answeredAt }) => (answeredAt === undefined ? [] : [answeredAt]))
    .sort(ascending);
  return happenings
    .filter(({ what, done }) => done && (what === 'restart-server' || what === 'restart-simulator'))
    .flatMap(({ until }) => {
      const next = answers.find((at) => at > until);
      return next === undefined ? [] : [inSeconds(next - until)];
    });
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort(ascending);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function ascending(a: number, b: number): number {
  return a - b;
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function inSeconds(durationMs: number): number {
  return Math.round(durationMs / 10) / 100;
}
