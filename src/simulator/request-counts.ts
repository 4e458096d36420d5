import type { OperationName } from './operations';

/** What became of an operation's requests. */
export interface RequestCounts {
  /** Carried out, whatever the client got to see of it. */
  readonly accepted: number;
  /** Answered with an exception, such as for a number that makes no sense. */
  readonly refused: number;
  /** Answered with 429 since there were too many. */
  readonly throttled: number;
  /** Stopped by a fault before they were carried out. */
  readonly lost: number;
}

const none: RequestCounts = { accepted: 0, refused: 0, throttled: 0, lost: 0 };

/** Counts requests by operation and by what became of them. */
export class RequestLog {
  private readonly byOperation = new Map<OperationName, RequestCounts>();

  count(operation: OperationName, what: keyof RequestCounts): void {
    const counts = this.byOperation.get(operation) ?? none;
    this.byOperation.set(operation, { ...counts, [what]: counts[what] + 1 });
  }

  /** The operations that had requests. */
  counts(): Partial<Record<OperationName, RequestCounts>> {
    return Object.fromEntries(this.byOperation);
  }

  forgetAll(): void {
    this.byOperation.clear();
  }
}
