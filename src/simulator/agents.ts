import { after, stageSeconds } from './timeline';

/** A call that will enter the queue, with what decides how it leaves. */
export interface QueuedCall {
  readonly contactId: string;
  /** Milliseconds since the epoch. */
  readonly queuedAt: number;
  readonly patienceSeconds: number;
  readonly talkSeconds: number;
}

/** How a call leaves the queue: an agent takes it, or the caller hangs up first. */
export type Placement =
  | {
      readonly kind: 'served';
      readonly call: QueuedCall;
      readonly agent: number;
      readonly agentAt: number;
      readonly endedAt: number;
    }
  | { readonly kind: 'abandoned'; readonly call: QueuedCall; readonly endedAt: number };

/**
 * The agents of one queue: one call each at a time, first come first served. A call's placement is fixed when it enters
 * the queue: the first free agent takes it, or the caller hangs up after `patienceSeconds`. There are no timers, so the
 * same calls always get the same placements.
 */
export class AgentPool {
  /** Calls that have not entered the queue yet, in order of `queuedAt`. */
  private coming: QueuedCall[] = [];
  /** Calls in the queue or with an agent, in order of entry. */
  private placed: Placement[] = [];
  private readonly freeAt: number[];

  constructor(agents: number) {
    this.freeAt = Array.from({ length: agents }, () => -Infinity);
  }

  /** Register a call that will enter the queue. `queuedAt` must not be in the past. */
  expect(call: QueuedCall): void {
    const later = this.coming.findLastIndex(({ queuedAt }) => queuedAt <= call.queuedAt) + 1;
    this.coming.splice(later, 0, call);
  }

  /** Place the calls that have entered the queue by `now`. */
  settle(now: number): Placement[] {
    const entered = this.coming.findIndex(({ queuedAt }) => queuedAt > now);
    const calls = this.coming.splice(0, entered === -1 ? this.coming.length : entered);
    if (calls.length === 0) return [];
    this.placed = this.placed.filter(({ endedAt }) => endedAt > now);
    return calls.map((call) => this.place(call));
  }

  /** Remove a call that ended early. @returns the new placements of waiting calls */
  remove(contactId: string, now: number): Placement[] {
    this.coming = this.coming.filter((call) => call.contactId !== contactId);
    const gone = this.placed.find(({ call }) => call.contactId === contactId);
    if (!gone) return [];
    const staying = this.placed.filter((placement) => placement !== gone && placement.endedAt > now);
    const talking = staying.filter((placement) => placement.kind === 'served' && placement.agentAt <= now);
    this.placed = talking;
    this.freeAt.fill(now);
    for (const placement of talking) {
      if (placement.kind === 'served') this.freeAt[placement.agent] = placement.endedAt;
    }
    return staying.filter((placement) => !talking.includes(placement)).map(({ call }) => this.place(call));
  }

  private place(call: QueuedCall): Placement {
    const placement = this.placementOf(call);
    if (placement.kind === 'served') this.freeAt[placement.agent] = placement.endedAt;
    this.placed.push(placement);
    return placement;
  }

  private placementOf(call: QueuedCall): Placement {
    const freeAt = Math.min(...this.freeAt);
    const agentAt = Math.max(freeAt, after(call.queuedAt, stageSeconds));
    const hangsUpAt = after(call.queuedAt, call.patienceSeconds);
    return agentAt <= hangsUpAt
      ? {
          kind: 'served',
          call,
          agent: this.freeAt.indexOf(freeAt),
          agentAt,
          endedAt: after(agentAt, call.talkSeconds),
        }
      : { kind: 'abandoned', call, endedAt: hangsUpAt };
  }
}
