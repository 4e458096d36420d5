import type { OutboundCallRequest } from '../call/call';
import type { LeastRing } from './apply-rules';

/** Where a request rings shorter than a rule wants. Amazon Connect rings for 60 seconds where nothing is said, which is enough for any. */
export function shortRings(
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
          `${where}ringTimeoutInSeconds is ${seconds}, and ${least.name} wants a phone to ring for at least ${least.seconds} seconds.`,
      );
  });
  // What every step inherits is said once.
  return [...new Set(found)];
}
