import type { Connect } from '../src/connect';
import type { AttemptPlan } from '../src/domain/call/attempt';
import type { LedgerInput } from '../src/domain/ledger/ledger-settings';
import type { decideNext } from '../src/domain/decide/decide-next';
import type { DestinationGuardInput } from '../src/domain/destination-guard';
import type { AllowListsInput } from '../src/domain/policy/allow-lists';
import type { Almanac } from '../src/domain/hours/almanac';
import type { RequestDefaults } from '../src/domain/call/parse-request';
import type { InstanceQueues } from '../src/domain/call/instance-queues';
import type { CallSettings } from '../src/domain/call/settings';
import type { Hold } from '../src/ledger';
import type { BlockedCallers } from './memory/blocked-callers';
import type { ProcessPauses } from './memory/watch-process-pauses';
import type { LinePool } from '../src/pacing/line-pool';

/** What the activities need. */
export interface ActivityDependencies {
  /** Amazon Connect: `awsConnect()`, or a fake in tests. */
  readonly connect: Connect;
  /** Defaults for members that a policy may omit. @default none */
  readonly defaults?: RequestDefaults;
  /** Which destinations this installation may call; checked before every dial. @default all */
  readonly guard?: DestinationGuardInput;
  /** Which instances, flows, queues and `beforeDial` activities policies may name; checked at the start and before use. @default all */
  readonly allowed?: AllowListsInput;
  /** Settings that calls started on this worker record. @default no search attributes, 30 s for a dial, an hour in its queue, 4,000 events a run, no contact events */
  readonly settings?: Partial<OwnSettings>;
  /** The task queues of an instance. @default the call's own task queue, for everything */
  readonly queuesOf?: (instanceId: string) => InstanceQueues;
  /**
   * Is `outboundCallAttemptId` a searchable contact attribute of the instance? If so, the contact of a lost dial is searched for.
   * @default false for every instance
   */
  readonly searchable?: (instanceId: string) => boolean;
  /** Looks up the holidays of policies. @default `createAlmanac()`: the package `date-holidays`, loaded when a policy needs it */
  readonly almanac?: Almanac;
  /** Counts attempts, and shares opt-outs, across calls. @default each call knows only its own attempts */
  readonly ledger?: LedgerInput;
  /** For tests that break decisions on purpose. @default the built-in decision function */
  readonly decideNext?: typeof decideNext;
  /** Is an instance on hold? Checked before every dial. @default a query to Temporal through the worker's own client */
  readonly holdOn?: (dial: {
    readonly taskQueue: string;
    readonly instanceId: string;
  }) => Promise<Hold | undefined>;
  /** The lines of an instance for a type of traffic. @default unlimited */
  readonly linesOf?: (instanceId: string, trafficType: AttemptPlan['trafficType']) => LinePool;
  /** What the process knows of blocked caller IDs, to be shown elsewhere too. @default known to these activities alone */
  readonly blockedCallers?: BlockedCallers;
  /** Detects recent pauses of this process. @default a timer watches for them */
  readonly processPauses?: Pick<ProcessPauses, 'wasRecent'>;
  /**
   * The current instant, milliseconds since the epoch. By this clock, a dial is not sent after its last permitted instant. Temporal's
   * time-skipping server doesn't change the clock of activities, so tests pass the server's. @default the system clock
   */
  readonly clock?: () => number | Promise<number>;
  /**
   * How long to wait before polling a contact again, milliseconds.
   * @param age time since the dial, milliseconds
   * @default 5 s, after two minutes a twenty-fourth of the age, 30 s at most
   */
  readonly pollDelay?: (age: number) => number;
}

/** The settings that a user may choose; the others follow from the rest of the configuration. */
type OwnSettings = Omit<CallSettings, 'queues' | 'searchable' | 'ledger'>;

export const defaultSettings: OwnSettings = {
  searchAttributes: [],
  dialTimeout: 30_000,
  events: false,
};

export function systemClock(): number {
  return Date.now();
}
