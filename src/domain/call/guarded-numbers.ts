import { whyGuarded, type DestinationGuard } from '../destination-guard';
import type { OutboundCallRequest } from './call';
import type { RequestProblem } from './parse-request';

/** The problems of numbers that the guard does not let this installation call. */
export function guardedNumbers(
  guard: DestinationGuard,
  { destinationPhoneNumber, policy }: OutboundCallRequest,
): RequestProblem[] {
  return [
    { path: 'destinationPhoneNumber', number: destinationPhoneNumber },
    ...policy.steps.map((step, index) => ({
      path: `policy.steps[${index}].destinationPhoneNumber`,
      number: step.destinationPhoneNumber,
    })),
  ].flatMap(({ path, number }) => {
    const why = number === undefined ? undefined : whyGuarded(guard, number);
    return why === undefined ? [] : [{ path, message: `may not be called: ${why}` }];
  });
}
