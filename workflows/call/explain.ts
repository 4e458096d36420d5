import { CallPhase, type CallExplanation, type ExplainedDecision } from '../../src/domain/call/call-status';
import type { Decision } from '../../src/domain/decide/decision';
import { warningsOf, type Call } from './call';

/** The current decision in plain words and as data. The worker that made the decision computed its local times. */
export function explain(call: Call): CallExplanation {
  const { run } = call;
  const { decision } = run;
  const reasons = decision?.reasons ?? [];
  return {
    summary: summary(call),
    reasons: [
      ...reasons.map((reason) => reason.text),
      ...warningsOf(call).map((warning) => `Warning: ${warning}`),
    ],
    state: run.phase,
    decision: decision && withoutPerson(decision),
    reasonData: reasons,
  };
}

/** Explanations end up in tickets, so they don't identify the person. */
function withoutPerson(decision: Decision): ExplainedDecision {
  switch (decision.do) {
    case 'dial': {
      const { at, localTime, notAfter, reviewAt, attempt } = decision;
      return {
        ...{ do: 'dial', at, localTime, notAfter, reviewAt },
        attempt: { number: attempt.number, step: attempt.step },
      };
    }
    case 'stay-paused':
      return { do: 'stay-paused', until: decision.until, localTime: decision.localTime };
    case 'look-up': {
      const { what, hoursOfOperationId, at, localTime } = decision;
      return { do: 'look-up', what, hoursOfOperationId, at, localTime };
    }
    case 'finish':
      return { do: 'finish', outcome: decision.outcome };
  }
}

function summary({ run, state }: Call): string {
  const { phase, decision, current, outcome, pendingBeforeDial, waitsFor } = run;
  const { lost } = state;
  switch (phase) {
    case CallPhase.Deciding:
      return decision?.do === 'look-up'
        ? `Looking up the hours of operation ${decision.hoursOfOperationId} in Amazon Connect.`
        : 'Deciding what to do next.';
    case CallPhase.Waiting:
      if (decision?.do === 'look-up') {
        return `Waiting to look up Amazon Connect's hours of operation ${decision.hoursOfOperationId} at ${when(decision.at, decision)}.`;
      }
      if (decision?.do === 'dial') {
        const attempt = `attempt ${decision.attempt.number} on step "${decision.attempt.step}"`;
        if (waitsFor?.by === 'hold')
          return `Waiting to make ${attempt}: instance ${waitsFor.instanceId} is on hold.`;
        if (waitsFor?.by === 'other-call')
          return `Waiting to make ${attempt}: another call is dialing the person or talking to them.`;
        return pendingBeforeDial
          ? `Waiting for the activity "${pendingBeforeDial.activity}" on task queue "${pendingBeforeDial.taskQueue}" to allow ${attempt}. Nothing is dialed before it answers.`
          : `Waiting to make ${attempt} at ${when(decision.at, decision)}.`;
      }
      return lost ? `Searching for the lost contact of attempt ${lost.plan.number}.` : 'Waiting.';
    case CallPhase.Paused:
      return decision?.do === 'stay-paused'
        ? `Paused. Unless resumed, the call expires at ${when(decision.until, decision)}.`
        : 'Paused.';
    case CallPhase.Dialing:
      return current
        ? `Dialing: attempt ${current.number} on step "${current.step}" is queued or being sent, as Amazon Connect's quotas allow.`
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

/** `Mon 2026-11-23 09:00 America/Los_Angeles (2026-11-23T17:00:00Z)`, as in reasons; UTC alone when no zone is known. */
function when(instant: string, { localTime }: { readonly localTime?: string }): string {
  return localTime === undefined ? instant : `${localTime} (${instant.replace(/\.\d+Z$/, 'Z')})`;
}
