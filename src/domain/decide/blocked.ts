import { backoff } from '../backoff';
import type { CountedAttempt } from '../ledger/counted-attempt';
import type { Caller } from '../call/blocked-caller';
import type { EarlierCall } from '../call/earlier-call';
import { minutes, seconds } from '../time-units';

/** Why a due dial was not sent, as reported by the dial. Instants are milliseconds since the epoch. */
export type Obstacle = { readonly why: string } & (
  | { readonly by: 'hold' }
  /** Another call to the person has an attempt under way, or may have. */
  | {
      readonly by: 'other-call';
      /** When it is over in any case; absent when unknown. */
      readonly until?: number;
      /** How often to poll whether it is over. */
      readonly pollIntervalMs: number;
    }
  /** The ledger counts attempts of other calls that the decision did not know. */
  | {
      readonly by: 'limit';
      readonly limit: string;
      readonly otherAttempts: readonly CountedAttempt[];
      readonly retryAfterMs: number;
    }
  | { readonly by: 'opt-out'; readonly reason?: string }
  /** A call with the same workflow ID has ended before. */
  | { readonly by: 'earlier-call'; readonly earlier: EarlierCall }
  /** Networks block the caller ID, as far as the worker remembers, and another step remains. */
  | {
      readonly by: 'caller-id';
      readonly caller: Caller;
      /** How long the worker will remember it. */
      readonly forMs: number;
    }
  /** `guard.dialsPerDay` allows no more dials to the country before this instant. */
  | { readonly by: 'guard'; readonly until: number }
  /** `fault`: throttling, a quota, the network, access, a stopping worker. */
  | { readonly by: 'fault' | 'no-line' | 'no-worker'; readonly retryAfterMs: number }
);

/** Why a due dial can't be sent now, and for how long the call waits. */
export type Blocked = {
  readonly why: string;
  /** When a dial is tried again in any case, milliseconds since the epoch. */
  readonly until: number;
  /** How many dials in a row the same kind of obstacle has blocked; waits grow with it. */
  readonly tries: number;
} & (
  | { readonly by: 'hold'; readonly instanceId: string }
  /** With a poll interval the block may end at any time; without one it ends at `until`. */
  | { readonly by: 'other-call'; readonly pollIntervalMs?: number }
  | { readonly by: 'limit' | 'guard' | 'fault' | 'no-line' | 'no-worker' }
);

/** A block that may end at any time, so an activity polls it while the call waits. */
export type PolledBlock =
  | Extract<Blocked, { by: 'hold' }>
  | (Extract<Blocked, { by: 'other-call' }> & { readonly pollIntervalMs: number });

/** @returns undefined for an opt-out or an earlier call, which end the call, and for a caller ID, since another step is dialed at once */
export function blockedBy(
  obstacle: Obstacle,
  {
    previous,
    instanceId,
    now,
  }: { readonly previous: Blocked | undefined; readonly instanceId: string; readonly now: number },
): Blocked | undefined {
  const { why } = obstacle;
  const tries = previous?.by === obstacle.by ? previous.tries + 1 : 1;
  switch (obstacle.by) {
    case 'opt-out':
    case 'earlier-call':
    case 'caller-id':
      return undefined;
    case 'hold':
      return { by: 'hold', why, tries, instanceId, until: now + longestPolledMs };
    case 'other-call': {
      const { until, pollIntervalMs } = obstacle;
      return until === undefined
        ? { by: 'other-call', why, tries, pollIntervalMs, until: now + longestPolledMs }
        : { by: 'other-call', why, tries, until };
    }
    case 'guard':
      // The worker's clock may be behind.
      return { by: 'guard', why, tries, until: Math.max(obstacle.until, now + clockMarginMs) };
    case 'limit':
    case 'fault':
    case 'no-line':
    case 'no-worker':
      return {
        by: obstacle.by,
        why,
        tries,
        until: now + backoff({ firstMs: obstacle.retryAfterMs, longestMs: longestFaultMs }, tries - 1),
      };
  }
}

export function isPolled(blocked: Blocked): blocked is PolledBlock {
  return blocked.by === 'hold' || (blocked.by === 'other-call' && blocked.pollIntervalMs !== undefined);
}

/** The polled block of a due dial on this instance, while it lasts. The policy may have moved to another instance. */
export function polledBlock(
  blocked: Blocked | undefined,
  instanceId: string,
  now: number,
): PolledBlock | undefined {
  if (!blocked || blocked.until <= now || !isPolled(blocked)) return undefined;
  return blocked.by === 'hold' && blocked.instanceId !== instanceId ? undefined : blocked;
}

/** The block has ended. `tries` is kept in case it returns. */
export function unblocked(blocked: Blocked, now: number): Blocked {
  return { ...blocked, until: now };
}

/** How long to wait before polling, milliseconds. It grows when polls say that the person is free and dials are blocked again. */
export function pauseBeforePollMs(blocked: PolledBlock): number {
  if (blocked.by === 'hold' || blocked.tries <= triesWithoutPause) return 0;
  const { pollIntervalMs: firstMs, tries } = blocked;
  return backoff({ firstMs, longestMs: Math.max(firstMs, longestPauseMs) }, tries - triesWithoutPause);
}

/** A few losses against faster calls are normal. */
const triesWithoutPause = 3;
const longestPauseMs = 1 * minutes;
/** A blocked call retries with a real dial once an hour. In between an activity polls; its retries add no history events. */
const longestPolledMs = 60 * minutes;
const clockMarginMs = 5 * seconds;
/** The first wait for a fault that someone must fix first: credentials, the network, a key, a worker. */
export const fixDelayMs = 30_000;
/** A fixed fault is noticed within 15 minutes. */
const longestFaultMs = 15 * minutes;
