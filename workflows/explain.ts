import { CallPhase, type CallExplanation } from '../src/domain/call-status';
import type { LiveCall } from './live-call';

/** The current decision in plain words. Local times in it were written where the decision was made. */
export function explain(call: LiveCall): CallExplanation {
  const reasons = (call.decision?.reasons ?? []).map((reason) => reason.text);
  return {
    summary: summary(call),
    reasons: [...reasons, ...call.warnings.map((warning) => `Warning: ${warning}`)],
  };
}

function summary({ phase, decision, current, outcome, lost }: LiveCall): string {
  switch (phase) {
    case CallPhase.Deciding:
      return 'Deciding what to do next.';
    case CallPhase.Waiting:
      if (decision?.do === 'dial')
        return `Waiting to make attempt ${decision.attempt.number} on step "${decision.attempt.step}" at ${decision.at}.`;
      return lost ? `Searching for the contact of attempt ${lost.number} before it ends.` : 'Waiting.';
    case CallPhase.Paused:
      return decision?.do === 'hold'
        ? `Paused; without a resume it expires at ${decision.until}.`
        : 'Paused.';
    case CallPhase.Dialing:
      return current
        ? `Dialing: attempt ${current.number} on step "${current.step}", as soon as Amazon Connect's quotas leave it a turn and a line.`
        : 'Dialing.';
    case CallPhase.InProgress:
      return current
        ? `Attempt ${current.number} is under way: contact ${current.contactId ?? 'unknown'}.`
        : 'An attempt is under way.';
    case CallPhase.HangingUp:
      return 'Cancelled: hanging up.';
    case CallPhase.Finished:
      return `Over: ${outcome ?? 'failed'}.`;
  }
}
