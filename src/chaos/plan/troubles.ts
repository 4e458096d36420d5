import { Dice } from './dice';

/** A fault of processes or networks. `at` is milliseconds after the start of the run. */
export type Trouble = { readonly at: number } & TroubleKind;

export type TroubleKind =
  | KillWorker
  | {
      readonly kind: 'freeze-worker';
      readonly worker: number;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'restart-server' | 'restart-simulator';
      /** Time until it is started again. */
      readonly durationMs: number;
    }
  | {
      readonly kind: 'kill-bridge';
      /** Time until it is started again. */
      readonly durationMs: number;
    }
  | {
      readonly kind: 'network';
      /** A worker's number, or the event bridge. */
      readonly whose: number | 'bridge';
      /** The affected connection. */
      readonly link: 'temporal' | 'simulator';
      readonly how: NetworkTrouble;
      readonly durationMs: number;
    };

export interface KillWorker {
  readonly kind: 'kill-worker';
  readonly worker: number;
  readonly point: KillPoint;
  /** Time until it is started again. */
  readonly durationMs: number;
  /** Clock error of the restarted worker. */
  readonly clockOffsetMs: number;
}

/** The moment at which a worker dies. */
export const killPoints = [
  'any-moment',
  /** It has the dial and has not sent the request. */
  'before-send',
  /** Amazon Connect has accepted the dial; the response has not arrived. */
  'after-send',
  /** The worker has the response, but Temporal does not. */
  'after-answer',
  /** A call waits between two attempts. All workers die. */
  'while-waiting',
  /** Dials wait in their task queue. All workers die. */
  'while-queued',
  /** It records the end of an attempt. */
  'while-recording',
  /** During a graceful shutdown. */
  'in-shutdown',
] as const;
export type KillPoint = (typeof killPoints)[number];

/**
 * - `cut`: all connections break, also new ones
 * - `refused`: nothing listens
 * - `silent`: connections stay open, but nothing passes until it ends
 * - `slow`: everything passes late
 * - `half`: each connection breaks in the middle of the next data
 */
const networkTroubles = ['cut', 'silent', 'slow', 'half', 'refused'] as const;
export type NetworkTrouble = (typeof networkTroubles)[number];

export interface TroublesOptions {
  readonly seed: number;
  readonly spanMs: number;
  readonly workers: number;
  /** Whether there is an event bridge. */
  readonly events: boolean;
}

export function planTroubles({ seed, spanMs, workers, events }: TroublesOptions): Trouble[] {
  const dice = new Dice(seed, 'troubles');
  const isLong = spanMs >= 60_000;
  const often = (every: number, atLeast: number) => Math.max(atLeast, Math.round(spanMs / every));
  const spread = <T>(kinds: readonly T[], one: (kind: T, index: number) => TroubleKind): Trouble[] =>
    kinds.map((kind, index) => ({
      at: Math.round(((index + dice.between(0.1, 0.9)) / kinds.length) * spanMs),
      ...one(kind, index),
    }));
  const even = <T>(kinds: readonly T[]) => kinds.map((kind) => ({ kind, weight: 1 }));

  const kills = spread(dice.deal(often(7_000, 4), even(killPoints)), (point, index) => ({
    kind: 'kill-worker',
    worker: index % workers,
    point,
    durationMs: dice.whole(200, 2_000),
    // Few clocks are off by minutes.
    clockOffsetMs: dice.next() < 0.15 ? dice.pick([-180_000, 180_000]) : 0,
  }));
  const serverRestarts = spread(dice.deal(often(40_000, 1), even(['server'])), () => ({
    kind: 'restart-server',
    durationMs: dice.whole(300, 3_000),
  }));
  const simulatorRestarts = spread(dice.deal(often(40_000, 1), even(['simulator'])), () => ({
    kind: 'restart-simulator',
    durationMs: dice.whole(300, 2_000),
  }));
  // After a refused connection a dial waits half a minute: too long for a short storm.
  const hows = networkTroubles.filter((how) => isLong || how !== 'refused');
  const cuts = spread(dice.deal(often(12_000, 3), even(hows)), (how, index) => ({
    kind: 'network',
    whose: events && index % (workers + 1) === workers ? ('bridge' as const) : index % workers,
    link: dice.pick(['simulator', 'temporal']),
    how,
    durationMs: dice.whole(300, how === 'slow' ? 4_000 : 2_500),
  }));
  const freezes = spread(dice.deal(often(45_000, 1), even(['freeze'])), (_, index) => ({
    kind: 'freeze-worker',
    worker: index % workers,
    durationMs: dice.whole(1_000, isLong ? 12_000 : 3_000),
  }));
  const bridgeKills = spread(events ? dice.deal(often(15_000, 1), even(['bridge'])) : [], () => ({
    kind: 'kill-bridge',
    durationMs: dice.whole(200, 4_000),
  }));
  return [kills, serverRestarts, simulatorRestarts, cuts, freezes, bridgeKills]
    .flat()
    .sort((a, b) => a.at - b.at);
}
