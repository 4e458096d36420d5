import { activityInfo } from '@temporalio/activity';
import { iso } from '../../src/domain/iso';
import type { DialInput } from '../../src/contract/dial';

/**
 * Temporal runs a dial again, although it has one attempt, when it failed while an operator had paused it. The first run may have been
 * sent at any time since the dial was scheduled, so this one is a re-send.
 */
export function asResendIfRunAgain(input: DialInput): DialInput {
  const { attempt, retryPolicy, scheduledTimestampMs } = activityInfo();
  if (input.firstSentAt !== undefined || attempt <= (retryPolicy?.maximumAttempts ?? Infinity)) return input;
  return { ...input, firstSentAt: iso(scheduledTimestampMs), confirm: undefined, rereads: undefined };
}
