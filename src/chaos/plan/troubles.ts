import { Dice } from './dice';

/** Something that goes wrong with the machines, and when: milliseconds into the run. */
export type Trouble = { readonly at: number } & TroubleKind;

export type TroubleKind =
  | KillWorker
  | {
      readonly kind: 'freeze-worker';
      readonly worker: number;
      /** Milliseconds. */
      readonly lasts: number;
    }
  | {
      readonly kind: 'restart-server' | 'restart-simulator';
      /** How long it is gone, milliseconds. */
      readonly lasts: number;
    }
  | {
      readonly kind: 'kill-bridge';
      /** How long until it is started again, milliseconds. */
      readonly lasts: number;
    }
  | {
      readonly kind: 'network';
      /** A worker's number, or the bridge that brings contact events. */
      readonly whose: number | 'bridge';
      /** What it can't reach. */
      readonly link: 'temporal' | 'simulator';
      readonly how: NetworkTrouble;
      readonly lasts: number;
    };

export interface KillWorker {
  readonly kind: 'kill-worker';
  readonly worker: number;
  readonly point: KillPoint;
  /** How long until it is started again, milliseconds. */
  readonly lasts: number;
  /** What the clock of the worker that comes back is off by, milliseconds. */
  readonly clockOff: number;
}

/** The moment at which a worker dies. */
export const killPoints = [
  'any-moment',
  /** With the dial in its hands, before the request is sent. */
  'before-send',
  /** Amazon Connect has taken the dial; its answer is on its way. */
  'after-send',
  /** The worker has the answer; Temporal does not know it yet. */
  'after-answer',
  /** A call waits between two attempts. All workers die. */
  'while-waiting',
  /** Dials wait in their queue for their turn. All workers die. */
  'while-queued',
  /** While it writes down how an attempt ended. */
  'while-recording',
  /** It was told to end in good order, and is killed before it has. */
  'in-shutdown',
] as const;
export type KillPoint = (typeof killPoints)[number];

/**
 * - `cut`: connections break, and new ones break as soon as they are made
 * - `refused`: nothing listens
 * - `silent`: connections stand, nothing passes until it is over
 * - `slow`: everything passes late
 * - `half`: each connection breaks in the middle of what it carries next
 */
export const networkTroubles = ['cut', 'silent', 'slow', 'half', 'refused'] as const;
export type NetworkTrouble = (typeof networkTroubles)[number];

export interface TroublesOptions {
  readonly seed: number;
  /** Of the storm, milliseconds. */
  readonly span: number;
  readonly workers: number;
  /** Is there a bridge that brings contact events? */
  readonly events: boolean;
}

export function planTroubles({ seed, span, workers, events }: TroublesOptions): Trouble[] {
  const dice = new Dice(seed, 'troubles');
  const isLong = span >= 60_000;
  const often = (every: number, atLeast: number) => Math.max(atLeast, Math.round(span / every));
  const spread = <T>(kinds: readonly T[], one: (kind: T, index: number) => TroubleKind): Trouble[] =>
    kinds.map((kind, index) => ({
      at: Math.round(((index + dice.between(0.1, 0.9)) / kinds.length) * span),
      ...one(kind, index),
    }));
  const even = <T>(kinds: readonly T[]) => kinds.map((kind) => ({ kind, weight: 1 }));

  const kills = spread(dice.deal(often(7_000, 4), even(killPoints)), (point, index) => ({
    kind: 'kill-worker',
    worker: index % workers,
    point,
    lasts: dice.whole(200, 2_000),
    // Mostly right: it is the exception that some machine's clock is minutes off.
    clockOff: dice.next() < 0.15 ? dice.pick([-180_000, 180_000]) : 0,
  }));
  const serverRestarts = spread(dice.deal(often(40_000, 1), even(['server'])), () => ({
    kind: 'restart-server',
    lasts: dice.whole(300, 3_000),
  }));
  const simulatorRestarts = spread(dice.deal(often(40_000, 1), even(['simulator'])), () => ({
    kind: 'restart-simulator',
    lasts: dice.whole(300, 2_000),
  }));
  // A dial that finds nothing listening waits half a minute for somebody to mend it: too long for a short storm.
  const hows = networkTroubles.filter((how) => isLong || how !== 'refused');
  const cuts = spread(dice.deal(often(12_000, 3), even(hows)), (how, index) => ({
    kind: 'network',
    whose: events && index % (workers + 1) === workers ? ('bridge' as const) : index % workers,
    link: dice.pick(['simulator', 'temporal']),
    how,
    lasts: dice.whole(300, how === 'slow' ? 4_000 : 2_500),
  }));
  const freezes = spread(dice.deal(often(45_000, 1), even(['freeze'])), (_, index) => ({
    kind: 'freeze-worker',
    worker: index % workers,
    lasts: dice.whole(1_000, isLong ? 12_000 : 3_000),
  }));
  const bridgeKills = spread(events ? dice.deal(often(15_000, 1), even(['bridge'])) : [], () => ({
    kind: 'kill-bridge',
    lasts: dice.whole(200, 4_000),
  }));
  return [kills, serverRestarts, simulatorRestarts, cuts, freezes, bridgeKills]
    .flat()
    .sort((a, b) => a.at - b.at);
}
