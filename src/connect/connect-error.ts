import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { FailureType } from '../contract/failure-type';

/** A failed request to Amazon Connect. It has no cause, since Temporal would store the message of that, too. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';

  constructor(
    readonly type: FailureType,
    message: string,
    /** Could the request have taken effect? For a dial: could the phone have rung? */
    readonly mayHaveTakenEffect: boolean,
  ) {
    super(message);
  }
}

/** The first detail of an activity's failure. */
interface FailureDetails {
  /** False only if Amazon Connect certainly did not accept a dial. */
  readonly phoneMayHaveRung: boolean;
}

/** Convert to the failure of an activity. `retryAfter`: milliseconds. */
export function toFailure(
  error: ConnectError,
  options: { retryAfter?: number; benign?: boolean; message?: string } = {},
): ApplicationFailure {
  const details: FailureDetails = { phoneMayHaveRung: error.mayHaveTakenEffect };
  return ApplicationFailure.create({
    type: error.type,
    message: options.message ?? error.message,
    nonRetryable: !isRetryable(error.type),
    nextRetryDelay: isRetryable(error.type) ? options.retryAfter : undefined,
    category: options.benign ? ApplicationFailureCategory.BENIGN : undefined,
    details: [details],
    cause: error,
  });
}

const retryable: ReadonlySet<FailureType> = new Set([
  FailureType.InternalService,
  FailureType.LimitExceeded,
  FailureType.Throttled,
  FailureType.AccessDenied,
  FailureType.Network,
  FailureType.MalformedAnswer,
  FailureType.ContactNotEnded,
]);

/** Can the same request succeed later? A missing permission counts, since it may be granted while the call waits. */
export function isRetryable(type: FailureType): boolean {
  return retryable.has(type);
}
