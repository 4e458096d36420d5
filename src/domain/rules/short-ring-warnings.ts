import type { OutboundCallRequest } from '../call/call';
import type { LeastRing } from './apply-rules';

/** Warnings about ring timeouts that are shorter than a rule requires. Amazon Connect's default of 60 seconds satisfies every rule. */
export function shortRingWarnings(
  { ringTimeoutInSeconds, policy }: Pick<OutboundCallRequest, 'ringTimeoutInSeconds' | 'policy'>,
  ring: readonly LeastRing[],
): string[] {
  const found = policy.steps.flatMap((step, index) => {
    const seconds = step.ringTimeoutInSeconds ?? ringTimeoutInSeconds;
    if (seconds === undefined) return [];
    const where = step.ringTimeoutInSeconds === undefined ? '' : `policy.steps[${index}].`;
    return ring
      .filter((least) => seconds < least.seconds)
      .map(
        (least) =>
          `${where}ringTimeoutInSeconds is ${seconds}, but ${least.name} requires a phone to ring for at least ${least.seconds} seconds.`,
      );
  });
  // A value that all steps inherit is reported once.
  return [...new Set(found)];
}
