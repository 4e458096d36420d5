import type { OperationName } from './operations';

/** An operation's requests by result. */
export interface RequestCounts {
  /** Carried out, even if the response was lost. */
  readonly accepted: number;
  /** Answered with an exception, such as for an invalid number. */
  readonly refused: number;
  /** Answered with 429 by a request quota. */
  readonly throttled: number;
  /** Not carried out because of a fault. */
  readonly lost: number;
}

const none: RequestCounts = { accepted: 0, refused: 0, throttled: 0, lost: 0 };

/** Counts requests by operation and result. */
export class RequestLog {
  private readonly byOperation = new Map<OperationName, RequestCounts>();

  count(operation: OperationName, what: keyof RequestCounts): void {
    const counts = this.byOperation.get(operation) ?? none;
    this.byOperation.set(operation, { ...counts, [what]: counts[what] + 1 });
  }

  /** Counts of the operations that had requests. */
  counts(): Partial<Record<OperationName, RequestCounts>> {
    return Object.fromEntries(this.byOperation);
  }

  forgetAll(): void {
    this.byOperation.clear();
  }
}
