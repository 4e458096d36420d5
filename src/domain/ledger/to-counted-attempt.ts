import { attemptId, type AttemptFacts, type CallIdentity } from '../call/attempt';
import type { CountedAttempt } from './counted-attempt';

/**
 * An attempt as limits count it.
 *
 * @param quietUntil until when no other call should dial the person, milliseconds since the epoch
 * @param quietNumber IDs of the number that may be ringing
 */
export function toCountedAttempt(
  call: CallIdentity,
  attempt: AttemptFacts,
  { subject, quietUntil, quietNumber }: Pick<CountedAttempt, 'subject' | 'quietUntil' | 'quietNumber'>,
): CountedAttempt {
  const { startedAt, dialedAt = startedAt } = attempt;
  return {
    attemptId: attemptId(call, attempt.number),
    call: call.workflowId,
    subject,
    // By clocks that differ, the dial may seem earlier than its request.
    at: Math.max(Date.parse(startedAt), Date.parse(dialedAt)),
    endedAt: Date.parse(attempt.endedAt),
    disposition: attempt.disposition,
    // A voicemail that Amazon Connect takes for a person counts as a conversation: too few calls rather than too many.
    isConversation: attempt.disposition === 'answered' && (attempt.talkSeconds ?? 0) > 0,
    isRefusal: attempt.refused === true,
    ...(quietUntil === undefined ? {} : { quietUntil }),
    ...(quietNumber === undefined ? {} : { quietNumber }),
    ...(attempt.sequence === undefined ? {} : { sequence: attempt.sequence }),
  };
}
