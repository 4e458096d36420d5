import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CallPhase } from '../../src/domain/call/call-status';
import { SearchAttribute } from '../../src/contract/search-attributes';
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
  const registered = state.settings?.searchAttributes ?? [];
  const { decision } = run;
  const last = state.attempts.at(-1);
  const next = decision?.do === 'dial' ? decision : undefined;
  const all: SearchAttributeUpdatePair[] = [
    { key: SearchAttribute.Status, value: run.outcome ?? run.phase },
    { key: SearchAttribute.Attempts, value: state.attempts.length },
    { key: SearchAttribute.Disposition, value: last?.disposition ?? null },
    { key: SearchAttribute.Step, value: next?.attempt.step ?? last?.step ?? null },
    { key: SearchAttribute.NextAttemptTime, value: next ? new Date(next.at) : null },
    { key: SearchAttribute.ContactId, value: last?.contactId ?? null },
  ];
  const some = all.filter(({ key }) => registered.includes(key.name));
  // The server refuses an empty list, for ever.
  if (some.length > 0) upsertSearchAttributes(some);
}
