import { faultSchema, type Fault, type FaultKind } from './fault-schema';
import type { OperationName } from './operations';
import { randomAt } from './random';

/** Every change of the faults. */
export type FaultChange =
  | { readonly type: 'fault-added'; readonly fault: Fault }
  /** A request that faults may hit. */
  | { readonly type: 'fault-drawn'; readonly operation: OperationName }
  | { readonly type: 'faults-cleared' };

/** The requests that a fault hits: the next `remaining`, or each with a probability. */
export type Hits =
  | { readonly kind: 'next'; readonly remaining: number }
  | {
      readonly kind: 'chance';
      readonly probability: number;
      readonly seed: number;
      /** Number of requests so far. */
      readonly drawn: number;
      readonly remaining?: number | undefined;
    };

/** A fault that can still hit requests. */
export interface PendingFault {
  readonly operation: OperationName | 'all';
  readonly fault: FaultKind;
  readonly hits: Hits;
}

/** Pending faults, oldest first. The first fault that matches a request hits it. */
export class Faults {
  private waiting: readonly PendingFault[] = [];

  constructor(private readonly record: (change: FaultChange) => void) {}

  /** @throws ZodError when the fault is invalid */
  add(fault: Fault): void {
    this.commit({ type: 'fault-added', fault: faultSchema.parse(fault) });
  }

  /** The fault that hits this request. */
  take(operation: OperationName): FaultKind | undefined {
    if (!this.waiting.some((pending) => concerns(pending, operation))) return undefined;
    this.record({ type: 'fault-drawn', operation });
    return this.draw(operation);
  }

  clear(): void {
    this.commit({ type: 'faults-cleared' });
  }

  pending(): PendingFault[] {
    return [...this.waiting];
  }

  forgetAll(): void {
    this.waiting = [];
  }

  apply(change: FaultChange): void {
    switch (change.type) {
      case 'fault-added':
        this.waiting = [...this.waiting, pendingOf(change.fault)];
        return;
      case 'fault-drawn':
        this.draw(change.operation);
        return;
      case 'faults-cleared':
        this.forgetAll();
    }
  }

  private commit(change: FaultChange): void {
    this.record(change);
    this.apply(change);
  }

  private draw(operation: OperationName): FaultKind | undefined {
    let hit: FaultKind | undefined;
    this.waiting = this.waiting
      .map((pending) => {
        if (hit || !concerns(pending, operation)) return pending;
        if (isHit(pending.hits)) hit = pending.fault;
        return { ...pending, hits: drawn(pending.hits) };
      })
      .filter(({ hits }) => hits.remaining !== 0);
    return hit;
  }
}

function pendingOf({ operation, count, probability, seed, ...fault }: Fault): PendingFault {
  const hits: Hits =
    probability === undefined
      ? { kind: 'next', remaining: count ?? 1 }
      : { kind: 'chance', probability, seed: seed ?? 1, drawn: 0, remaining: count };
  return { operation, fault, hits };
}

function concerns(pending: PendingFault, operation: OperationName): boolean {
  return pending.operation === 'all' || pending.operation === operation;
}

function isHit(hits: Hits): boolean {
  return hits.kind === 'next' || randomAt(hits.seed, hits.drawn) < hits.probability;
}

function drawn(hits: Hits): Hits {
  const left = hits.remaining === undefined ? undefined : hits.remaining - (isHit(hits) ? 1 : 0);
  return hits.kind === 'next'
    ? { kind: 'next', remaining: left ?? 0 }
    : { ...hits, drawn: hits.drawn + 1, remaining: left };
}
