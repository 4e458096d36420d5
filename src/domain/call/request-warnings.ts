import type { OutboundCallRequest } from './call';
import { maskPhoneNumber } from '../mask';
import { phoneNumberWarnings } from '../phone-number';
import { placeWarnings } from '../places/place-warnings';
import { ruleFor } from '../policy/disposition-rules';
import type { Policy } from '../policy/policy';
import { ringTimeoutWarnings } from '../policy/ring-timeout-warnings';

/** What a valid request may not mean. Warnings about the rules of its policy need an almanac. */
export function requestWarnings(parsed: OutboundCallRequest): string[] {
  const { policy, ...request } = parsed;
  const warnings = placeWarnings(parsed);
  const detects = (level: OutboundCallRequest['policy']['steps'][number]) =>
    (level.answerMachineDetectionConfig ?? request.answerMachineDetectionConfig)
      ?.enableAnswerMachineDetection === true;
  if (differsFromDefault(policy, 'voicemail') && !policy.steps.some(detects)) {
    warnings.push(
      'policy.on.voicemail never applies: without answering machine detection (which needs campaign traffic) Amazon Connect cannot tell a voicemail from a person.',
    );
  }
  warnings.push(...ringTimeoutWarnings(parsed));
  if (
    policy.callbacks?.attribute !== undefined &&
    policy.reachedWhen === 'connected' &&
    !policy.minTalkSeconds
  ) {
    warnings.push(
      'policy.callbacks.attribute never applies: with "reachedWhen": "connected" a person who names a time is reached, and the call ends. Let reachedWhen name an attribute.',
    );
  }
  const possible = policy.steps.reduce((sum, step) => sum + step.attempts, 0);
  if (policy.limits.attempts > possible) {
    warnings.push(
      `policy.limits.attempts is ${policy.limits.attempts}, but the steps make at most ${possible} attempts.`,
    );
  }
  const numbers = new Set([
    request.destinationPhoneNumber,
    ...policy.steps.flatMap((step) => step.destinationPhoneNumber ?? []),
  ]);
  for (const number of numbers) {
    warnings.push(...phoneNumberWarnings(number).map((warning) => `${maskPhoneNumber(number)}: ${warning}`));
  }
  return warnings;
}

function differsFromDefault(policy: Policy, disposition: 'voicemail'): boolean {
  const rule = ruleFor(policy.on, disposition);
  return rule.action !== 'retry' || rule.retryAfter !== undefined;
}
