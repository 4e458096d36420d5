import { z } from 'zod';
import { modelledExceptions } from './exceptions';
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
 * The fault of a request. With a kind that ends in `-after`, and with `slow`, the request is carried out (the phone rings);
 * with the others it is not.
 *
 * - `drop-before`, `drop-after`: the connection is destroyed
 * - `hang-after`: no response is sent
 * - `error-after`: 500 `InternalServiceException`
 * - `html-error`, `html-error-after`: 503 with an HTML page
 * - `throttle`: 429 `TooManyRequestsException`
 * - `truncate-after`: 200 with half of the JSON
 * - `error`: the given exception
 * - `slow`: accepted at once, answered after `milliseconds` of real time, since client timeouts are real time
 */
export type FaultKind =
  | { readonly kind: (typeof plainKinds)[number] }
  | {
      readonly kind: 'error';
      /** The exception's name. */
      readonly code: string;
      /**
       * The HTTP status, 400 to 599.
       * @default the status in the service model; required for other exceptions
       */
      readonly status?: number | undefined;
      /** @default "This error was requested by a fault of the simulator" */
      readonly message?: string | undefined;
    }
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** A fault and the requests that it hits. */
export type Fault = FaultKind & {
  /** One operation, or `all` of them. */
  readonly operation: OperationName | 'all';
  /**
   * How many requests it hits.
   * @default 1; unlimited with a `probability`
   */
  readonly count?: number | undefined;
  /** Hit each request with this probability, instead of the next `count` requests. */
  readonly probability?: number | undefined;
  /**
   * Seed of the random choice: the same seed hits the same requests of a sequence.
   * @default 1
   */
  readonly seed?: number | undefined;
};

const target = {
  operation: z.enum([...operationNames, 'all']),
  count: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
};

export const faultSchema: z.ZodType<Fault> = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...target, kind: z.enum(plainKinds) }),
    z.strictObject({
      ...target,
      kind: z.literal('error'),
      code: z.string().regex(/^[A-Za-z0-9]+$/),
      status: z.int().min(400).max(599).optional(),
      message: z.string().optional(),
    }),
    z.strictObject({
      ...target,
      kind: z.literal('slow'),
      milliseconds: z.number().min(0).max(600_000),
    }),
  ])
  .superRefine((fault, context) => {
    if (fault.kind === 'error' && fault.status === undefined && !(fault.code in modelledExceptions)) {
      const message = `is required: ${fault.code} is not in the service model`;
      context.addIssue({ code: 'custom', path: ['status'], message });
    }
    if (fault.seed !== undefined && fault.probability === undefined) {
      context.addIssue({ code: 'custom', path: ['seed'], message: 'needs a probability' });
    }
  });
