import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CallPhase } from '../../src/domain/call/call-status';
import { SearchAttribute } from '../../src/domain/search-attributes';
import type { Call } from './call';
import { timeline } from './timeline';

/** Set the phase, and show it in the Temporal UI. */
export function enter(call: Call, phase: CallPhase): void {
  call.run.phase = phase;
  publishDetails(call);
}

/** Show the call's state in the Temporal UI as Markdown. Adds no event to the history. */
export function publishDetails(call: Call): void {
  setCurrentDetails(timeline(call));
}

/** Make the call's state searchable. Adds one event to the history. */
export function publishSearchAttributes(call: Call): void {
  const { state, run } = call;
  if (!state.settings?.searchAttributes) return;
  const { decision } = run;
  const last = state.attempts.at(-1);
  const next = decision?.do === 'dial' ? decision : undefined;
  upsertSearchAttributes([
    { key: SearchAttribute.CallStatus, value: run.outcome ?? run.phase },
    { key: SearchAttribute.CallAttempts, value: state.attempts.length },
    { key: SearchAttribute.CallDisposition, value: last?.disposition ?? null },
    { key: SearchAttribute.CallStep, value: next?.attempt.step ?? last?.step ?? null },
    { key: SearchAttribute.CallNextAttemptTime, value: next ? new Date(next.at) : null },
    { key: SearchAttribute.CallContactId, value: last?.contactId ?? null },
  ]);
}
