import type { Connect } from '../src/connect';
import type { AttemptPlan } from '../src/domain/call/attempt';
import type { LedgerInput } from '../src/domain/ledger/ledger-settings';
import type { decideNext } from '../src/domain/decide/decide-next';
import type { DestinationGuard } from '../src/domain/destination-guard';
import type { Almanac } from '../src/domain/hours/almanac';
import type { RequestDefaults } from '../src/domain/call/parse-request';
import type { Lane } from '../src/domain/pacing/lane';
import type { CallSettings } from '../src/domain/call/settings';
import type { Hold } from '../src/ledger';
import type { Standstill } from './dial/standstill';

/** What the activities need from outside. */
export interface ActivityDependencies {
  /** Amazon Connect: `awsConnect()`, or a fake in tests. */
  readonly connect: Connect;
  /** What a policy may leave out. @default nothing */
  readonly defaults?: RequestDefaults;
  /** Whom this installation may call at all; checked before every dial. @default everyone */
  readonly guard?: DestinationGuard;
  /** What workflows started on this worker record as their settings. @default no search attributes, 30 s for a dial, an hour in its queue, 4,000 events a run, no contact events */
  readonly settings?: Partial<OwnSettings>;
  /** The task queues that lead to an instance. @default the call's own task queue, for everything */
  readonly laneOf?: (instanceId: string) => Lane;
  /**
   * Has `outboundCallAttemptId` been made a searchable contact attribute in an instance? Then a contact whose dial's answer
   * was lost is searched for. @default in none
   */
  readonly searchable?: (instanceId: string) => boolean;
  /** What the holidays of policies are looked up in. @default `createAlmanac()`: the package `date-holidays`, loaded when a policy names some */
  readonly almanac?: Almanac;
  /** Contacts are counted, and opt-outs known, across calls. @default each call knows only of itself */
  readonly ledger?: LedgerInput;
  /** For tests that break decisions on purpose. @default the product's */
  readonly decideNext?: typeof decideNext;
  /** Is an instance on hold? Asked before every dial. @default Temporal is asked, through the worker's own client */
  readonly holdOn?: (taskQueue: string, instanceId: string) => Promise<Hold | undefined>;
  /** The lines of an instance for a type of traffic. @default as many as anyone wants */
  readonly linesOf?: (instanceId: string, trafficType: AttemptPlan['trafficType']) => LinePool;
  /** Tells whether this process stood still of late. @default it is watched */
  readonly standstill?: Pick<Standstill, 'wasRecent'>;
  /**
   * The current instant, milliseconds since the epoch: a dial is not sent after its last instant by this clock. In Temporal's time-skipping server the clock of activities
   * stays real, so tests pass the server's. @default the system clock
   */
  readonly clock?: () => number | Promise<number>;
  /**
   * How long to wait before asking again how a contact ended, milliseconds.
   * @param age since the dial, milliseconds
   * @default 5 s, after two minutes a twenty-fourth of the age, 30 s at most
   */
  readonly pollDelay?: (age: number) => number;
}

/** Lines of an instance, shared by all workers: how many calls of one or all types of traffic it may carry at one time. */
export interface LinePool {
  /**
   * Take a line for an attempt; once more, it is the same line. It is held for so many milliseconds, unless it is kept or freed.
   * @returns `none-free` when none got free within `patience` milliseconds, `leaving` when this worker is stopping
   */
  take(attemptId: string, patience: number, heldFor: number): Promise<'taken' | 'none-free' | 'leaving'>;
  /** The attempt needs its line for so many milliseconds more, or has one whether there was one or not. */
  keep(attemptId: string, heldFor: number): void;
  free(attemptId: string): void;
}

/** Those that a user may choose; the others follow from what else there is. */
type OwnSettings = Omit<CallSettings, 'lane' | 'searchable' | 'ledger'>;

export const defaultSettings: OwnSettings = {
  searchAttributes: [],
  dialTimeout: 30_000,
  events: false,
};

export function systemClock(): number {
  return Date.now();
}
