import { z } from 'zod';
import { operationNames, type OperationName } from './operations';

const plainKinds = [
  'drop-before',
  'drop-after',
  'hang-after',
  'error-after',
  'html-error',
  'html-error-after',
  'throttle',
  'truncate-after',
] as const;

/**
 * What goes wrong with a request. In the kinds that end in `-after` the request is accepted (the phone rings) and the
 * answer is lost; in the others, but `slow`, it is not.
 *
 * - `drop-before`, `drop-after`: the connection is destroyed
 * - `hang-after`: no answer ever comes
 * - `error-after`: 500 `InternalServiceException`
 * - `html-error`, `html-error-after`: 503 with an HTML page
 * - `throttle`: 429 `TooManyRequestsException`
 * - `truncate-after`: 200 with half of the JSON
 * - `error`: the given exception
 * - `slow`: accepted at once, answered after so many milliseconds of real time, as the client's own timeout is real
 */
export type FaultKind =
  | { readonly kind: (typeof plainKinds)[number] }
  | {
      readonly kind: 'error';
      /** The exception's name. */
      readonly code: string;
      /** The HTTP status, 400 to 599. */
      readonly status: number;
      readonly message: string;
    }
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** A fault for the next requests of one operation. */
export type Fault = FaultKind & {
  readonly operation: OperationName;
  /**
   * How many requests it hits.
   * @default 1
   */
  readonly count?: number | undefined;
};

/** A fault that still waits for requests, and for which ones. */
export interface PendingFault {
  readonly operation: OperationName;
  readonly fault: FaultKind;
  readonly hits: { readonly kind: 'next'; readonly remaining: number };
}

const target = {
  operation: z.enum(operationNames),
  count: z.int().min(1).optional(),
};

export const faultSchema: z.ZodType<Fault> = z.discriminatedUnion('kind', [
  z.strictObject({ ...target, kind: z.enum(plainKinds) }),
  z.strictObject({
    ...target,
    kind: z.literal('error'),
    code: z.string().regex(/^[A-Za-z0-9]+$/),
    status: z.int().min(400).max(599),
    message: z.string(),
  }),
  z.strictObject({
    ...target,
    kind: z.literal('slow'),
    milliseconds: z.number().min(0).max(600_000),
  }),
]);

/** Faults in the order they were asked for; each operation's first one hits first. */
export class Faults {
  private waiting: PendingFault[] = [];

  /** Throws on a fault that makes no sense. */
  add(fault: Fault): void {
    const { operation, count, ...kind } = faultSchema.parse(fault);
    this.waiting.push({ operation, fault: kind, hits: { kind: 'next', remaining: count ?? 1 } });
  }

  /** The fault that hits this request. */
  take(operation: OperationName): FaultKind | undefined {
    const first = this.waiting.find((candidate) => candidate.operation === operation);
    if (!first) return undefined;
    this.waiting = this.waiting.map((other) => (other === first ? usedOnce(first) : other)).filter(isLeft);
    return first.fault;
  }

  pending(): PendingFault[] {
    return [...this.waiting];
  }

  forgetAll(): void {
    this.waiting = [];
  }
}

function usedOnce({ hits, ...rest }: PendingFault): PendingFault {
  return { ...rest, hits: { ...hits, remaining: hits.remaining - 1 } };
}

function isLeft({ hits }: PendingFault): boolean {
  return hits.remaining > 0;
}
