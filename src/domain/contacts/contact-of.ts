import { attemptId, type Attempt, type CallIdentity } from '../attempt';
import type { PastContact } from './past-contact';

/** An attempt as limits count it. */
export function contactOf(call: CallIdentity, attempt: Attempt, subject: string | undefined): PastContact {
  return {
    attemptId: attemptId(call, attempt.number),
    call: call.workflowId,
    subject,
    at: Date.parse(attempt.startedAt),
    endedAt: Date.parse(attempt.endedAt),
    disposition: attempt.disposition,
    // A voicemail that Amazon Connect takes for a person counts as one: too few calls rather than too many.
    isConversation: attempt.disposition === 'answered' && (attempt.talkSeconds ?? 0) > 0,
    isRefusal: attempt.refused === true,
  };
}
