import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { ConnectError, FailureType } from '../connect';
import { Misshapen } from '../contract/shape';

/** What to do with a message. */
export type Fate =
  /** Nothing more is to be done. */
  | {
      readonly is: 'done';
      readonly as: 'signalled' | 'ended' | 'orphans' | 'foreign' | 'repeated' | 'ignored' | 'elsewhere';
    }
  /** It may succeed later. */
  | { readonly is: 'later'; readonly why: string }
  /** Amazon Connect does not know the contact: not yet, or not at all. */
  | { readonly is: 'unknown-contact'; readonly why: string }
  /** It will never succeed. */
  | { readonly is: 'poison'; readonly why: string };

export class RetryLater extends Error {
  override readonly name = 'RetryLater';
}

/** Only permanent refusals are poison. Throttling, a server that is down and a missing permission pass, so the message waits. */
export function fateOfFailure(error: unknown): Fate {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof Misshapen) return { is: 'poison', why: `the contact: ${why}` };
  if (error instanceof ConnectError) {
    if (error.type === FailureType.ResourceNotFound) return { is: 'unknown-contact', why };
    return refusals.has(error.type) ? { is: 'poison', why } : { is: 'later', why };
  }
  // The attributes name an invalid workflow ID, or a workflow that accepts no more signals.
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
