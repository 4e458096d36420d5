import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { ConnectError, FailureType } from '../connect';

/** What becomes of a message. */
export type Fate =
  /** Nothing more is to be done about it. */
  | {
      readonly is: 'done';
      readonly as: 'signalled' | 'ended' | 'orphans' | 'foreign' | 'repeated' | 'ignored';
    }
  /** It may succeed later. */
  | { readonly is: 'later'; readonly why: string }
  /** Amazon Connect knows no such contact: not yet, or not at all. */
  | { readonly is: 'unknown-contact'; readonly why: string }
  /** It will never succeed. */
  | { readonly is: 'poison'; readonly why: string };

export class RetryLater extends Error {
  override readonly name = 'RetryLater';
}

/**
 * Only what will be refused for ever is poison. A throttle, a server that is down and a permission that somebody forgot
 * are mended in time, and the message waits for it.
 */
export function fateOfFailure(error: unknown): Fate {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof ConnectError) {
    if (error.type === FailureType.ResourceNotFound) return { is: 'unknown-contact', why };
    return refusals.has(error.type) ? { is: 'poison', why } : { is: 'later', why };
  }
  // The attributes name what can't be a workflow, or one that takes no more signals.
  const refusal = error instanceof ServiceError && isGrpcServiceError(error.cause) ? error.cause : undefined;
  const code: number | undefined = refusal?.code;
  return { is: code === invalidArgument ? 'poison' : 'later', why: refusal?.details ?? why };
}

const refusals: ReadonlySet<FailureType> = new Set([
  FailureType.InvalidRequest,
  FailureType.InvalidParameter,
  FailureType.Refused,
]);

/** gRPC's status code INVALID_ARGUMENT. */
const invalidArgument = 3;
