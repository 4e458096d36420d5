import type { OutboundCallRequest } from './call';

/** All numbers that a call may dial, E.164; the request's own is first. */
export function numbersOf({ destinationPhoneNumber, policy }: OutboundCallRequest): string[] {
  const ofSteps = policy.steps.flatMap(({ destinationPhoneNumber: number }) =>
    number === undefined ? [] : [number],
  );
  return [...new Set([destinationPhoneNumber, ...ofSteps])];
}
