import { after, stageSeconds } from './timeline';

/** A call that is going to enter the queue, and how it leaves it. */
export interface QueuedCall {
  readonly contactId: string;
  /** When it enters the queue, in milliseconds since the epoch. */
  readonly queuedAt: number;
  readonly patienceSeconds: number;
  readonly talkSeconds: number;
}

/** What the queue has in store for a call: an agent, or a caller who hangs up first. */
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
 * The agents of one queue, each with one call at a time, first come first served. What happens to a call is fixed when
 * it enters the queue: it gets the agent who is free first, from then until its talk ends, or hangs up when that is
 * later than its patience lasts. So this runs no timers, and the same calls on any clock are always served alike.
 */
export class AgentPool {
  /** Calls that have not entered the queue yet, the next one first. */
  private coming: QueuedCall[] = [];
  /** Calls in the queue and with an agent, in the order in which they entered. */
  private placed: Placement[] = [];
  private readonly freeAt: number[];

  constructor(agents: number) {
    this.freeAt = Array.from({ length: agents }, () => -Infinity);
  }

  /** A call is going to enter the queue. It must not be in the past. */
  expect(call: QueuedCall): void {
    const later = this.coming.findLastIndex(({ queuedAt }) => queuedAt <= call.queuedAt) + 1;
    this.coming.splice(later, 0, call);
  }

  /** Lets the calls in that have entered the queue by now, and tells what becomes of them. */
  settle(now: number): Placement[] {
    const entered = this.coming.findIndex(({ queuedAt }) => queuedAt > now);
    const calls = this.coming.splice(0, entered === -1 ? this.coming.length : entered);
    if (calls.length === 0) return [];
    this.placed = this.placed.filter(({ endedAt }) => endedAt > now);
    return calls.map((call) => this.place(call));
  }

  /** A call is gone before its time. Those that wait move up: tells what becomes of them now. */
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
    const patientUntil = after(call.queuedAt, call.patienceSeconds);
    return agentAt <= patientUntil
      ? {
          kind: 'served',
          call,
          agent: this.freeAt.indexOf(freeAt),
          agentAt,
          endedAt: after(agentAt, call.talkSeconds),
        }
      : { kind: 'abandoned', call, endedAt: patientUntil };
  }
}
