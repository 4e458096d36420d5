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
      /**
       * The HTTP status, 400 to 599.
       * @default that of the service model; an exception which is not in it needs one
       */
      readonly status?: number | undefined;
      /** @default "The simulator was told to answer so" */
      readonly message?: string | undefined;
    }
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** A fault, and which requests it hits. */
export type Fault = FaultKind & {
  /** One operation, or `all` of them. */
  readonly operation: OperationName | 'all';
  /**
   * How many requests it hits.
   * @default 1, or without end where there is a `probability`
   */
  readonly count?: number | undefined;
  /** Lets it hit by chance, each request with this probability, and not the next ones without fail. */
  readonly probability?: number | undefined;
  /**
   * Makes chance repeatable: with one seed it hits the same ones in a row of requests.
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
      const message = `is needed: ${fault.code} is not in the service model`;
      context.addIssue({ code: 'custom', path: ['status'], message });
    }
    if (fault.seed !== undefined && fault.probability === undefined) {
      context.addIssue({ code: 'custom', path: ['seed'], message: 'is of use with a probability only' });
    }
  });
