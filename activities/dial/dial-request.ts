import { ApplicationFailure } from '@temporalio/common';
import { ZodError } from 'zod';
import { FailureType, type StartOutboundVoiceContactRequest } from '../../src/connect';
import { startRequest } from '../../src/connect/start-request';
import { describeProblems, problemsOf } from '../../src/domain/call/request-problem';
import { whyGuarded, type DestinationGuard } from '../../src/domain/destination-guard';
import { maskPhoneNumber } from '../../src/domain/mask';
import { whyNotAllowed, type AllowLists } from '../../src/domain/policy/allow-lists';
import type { DialInput } from '../../src/contract/dial';

/** @throws ApplicationFailure `InvalidCallRequest` when Amazon Connect would not accept the attempt's request */
export function checkedRequest({ call, plan, firstSentAt }: DialInput): StartOutboundVoiceContactRequest {
  try {
    return startRequest(call, plan);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const problems = problemsOf(error.issues, plan);
    throw ApplicationFailure.nonRetryable(
      `The request of attempt ${plan.number} is not valid:\n${describeProblems(problems)}`,
      FailureType.InvalidCallRequest,
      { phoneMayHaveRung: firstSentAt !== undefined },
    );
  }
}

/**
 * Also applies to a re-send, whose failure leaves the attempt `unknown`.
 *
 * @param destinationPhoneNumber as it will be sent
 * @throws ApplicationFailure `DestinationGuarded`
 */
export function refuseGuarded(
  guard: DestinationGuard,
  { destinationPhoneNumber }: StartOutboundVoiceContactRequest,
  { firstSentAt }: Pick<DialInput, 'firstSentAt'>,
): void {
  const why = whyGuarded(guard, destinationPhoneNumber);
  if (why === undefined) return;
  throw ApplicationFailure.nonRetryable(
    `${maskPhoneNumber(destinationPhoneNumber)} may not be called: ${why}`,
    FailureType.DestinationGuarded,
    { phoneMayHaveRung: firstSentAt !== undefined },
  );
}

/**
 * Also applies to a re-send, whose failure leaves the attempt `unknown`. The settings may be newer than the call.
 *
 * @throws ApplicationFailure `PolicyNotAllowed`
 */
export function refuseNotAllowed(allowed: AllowLists, { plan, firstSentAt }: DialInput): void {
  const why = whyNotAllowed(allowed, plan);
  if (why === undefined) return;
  throw ApplicationFailure.nonRetryable(
    `Attempt ${plan.number} may not be made: ${why}`,
    FailureType.PolicyNotAllowed,
    { phoneMayHaveRung: firstSentAt !== undefined },
  );
}
