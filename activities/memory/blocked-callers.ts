import { LRUCache } from 'lru-cache';
import type { Attempt, AttemptPlan } from '../../src/domain/call/attempt';
import type { Caller } from '../../src/domain/call/blocked-caller';
import {
  afterAttempt,
  blockedUntil,
  enoughPeople,
  type BlockedInARow,
} from '../../src/domain/call/blocked-in-a-row';
import { callerOf } from '../../src/domain/call/caller-of';
import type { Obstacle } from '../../src/domain/decide/blocked';
import { iso } from '../../src/domain/iso';

/**
 * Caller IDs that networks block, as the ends of attempts show that this process has seen. Lost with the process. It changes only which
 * step a call dials first, and a call keeps in its state what a worker told it.
 */
export class BlockedCallers {
  readonly #known = new LRUCache<string, { readonly caller: Caller; readonly inARow: BlockedInARow }>({
    max: mostCallers,
  });

  /** @param person E.164: whom the call is to reach, whichever of their numbers was dialed */
  note(plan: AttemptPlan, person: string, { disposition, endedAt }: Attempt): void {
    const caller = callerOf(plan);
    const known = this.#known.get(keyOf(caller))?.inARow ?? [];
    const inARow = afterAttempt(known, { person, disposition, at: Date.parse(endedAt) });
    if (inARow.length > 0) this.#known.set(keyOf(caller), { caller, inARow });
    else this.#known.delete(keyOf(caller));
  }

  /** Why an attempt should be made from another caller ID, if there is one. @param now milliseconds since the epoch */
  obstacleTo(plan: AttemptPlan, now: number): BlockedCallerId | undefined {
    const caller = callerOf(plan);
    const inARow = this.#known.get(keyOf(caller))?.inARow ?? [];
    const until = blockedUntil(inARow) ?? now;
    return until > now
      ? { by: 'caller-id', caller, why: whyBlocked(caller, inARow), forMs: until - now }
      : undefined;
  }

  /** For readiness: the caller IDs that count as blocked. @param now milliseconds since the epoch */
  inWords(now: number): string {
    const blocked = [...this.#known.values()].filter(({ inARow }) => (blockedUntil(inARow) ?? now) > now);
    return blocked.length === 0
      ? 'none known to be blocked'
      : blocked.map(({ caller, inARow }) => whyBlocked(caller, inARow)).join('; ');
  }
}

type BlockedCallerId = Extract<Obstacle, { by: 'caller-id' }>;

/** More caller IDs than an instance has. */
const mostCallers = 1_000;

function keyOf(caller: Caller): string {
  return JSON.stringify([caller.instanceId, caller.callerId, caller.callingCode]);
}

function whyBlocked({ callerId, callingCode }: Caller, inARow: BlockedInARow): string {
  return `networks blocked calls from ${callerId} to +${callingCode} for ${enoughPeople} people in a row, last at ${iso(inARow.at(-1)?.at ?? 0)}`;
}
