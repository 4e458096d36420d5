import type { OutboundCallRequest } from '../call/call';

/** Warnings about ring timeouts without campaign traffic. A value that all steps inherit is reported once. */
export function ringTimeoutWarnings({ policy, ...request }: OutboundCallRequest): string[] {
  const found = policy.steps.flatMap((step, index) => {
    const seconds = step.ringTimeoutInSeconds ?? request.ringTimeoutInSeconds;
    if (seconds === undefined || (step.trafficType ?? request.trafficType) === 'CAMPAIGN') return [];
    const where = step.ringTimeoutInSeconds === undefined ? '' : `policy.steps[${index}].`;
    return [
      `${where}ringTimeoutInSeconds is ${seconds}, but without "trafficType": "CAMPAIGN" Amazon Connect may ignore it and ring for 60 seconds: the call reckons with 60.`,
    ];
  });
  return [...new Set(found)];
}
