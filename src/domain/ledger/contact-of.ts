import { attemptId, type AttemptFacts, type CallIdentity } from '../call/attempt';
import type { PastContact } from './past-contact';

/**
 * An attempt as limits count it.
 *
 * @param quietUntil until when nobody else should dial the person after it, milliseconds since the epoch
 */
export function contactOf(
  call: CallIdentity,
  attempt: AttemptFacts,
  { subject, quietUntil }: Pick<PastContact, 'subject' | 'quietUntil'>,
): PastContact {
  const { startedAt, dialedAt = startedAt } = attempt;
  return {
    attemptId: attemptId(call, attempt.number),
    call: call.workflowId,
    subject,
    // It may have waited for its turn, but was not dialed before it was asked for.
    at: Math.max(Date.parse(startedAt), Date.parse(dialedAt)),
    endedAt: Date.parse(attempt.endedAt),
    disposition: attempt.disposition,
    // A voicemail that Amazon Connect takes for a person counts as one: too few calls rather than too many.
    isConversation: attempt.disposition === 'answered' && (attempt.talkSeconds ?? 0) > 0,
    isRefusal: attempt.refused === true,
    ...(quietUntil === undefined ? {} : { quietUntil }),
    ...(attempt.contactNumber === undefined ? {} : { contactNumber: attempt.contactNumber }),
  };
}
