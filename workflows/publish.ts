import { defineSearchAttributeKey } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { LiveCall } from './live-call';
import { timeline } from './timeline';

const CallStatus = defineSearchAttributeKey('CallStatus', 'KEYWORD');
const CallDisposition = defineSearchAttributeKey('CallDisposition', 'KEYWORD');
const CallStep = defineSearchAttributeKey('CallStep', 'KEYWORD');
const CallAttempts = defineSearchAttributeKey('CallAttempts', 'INT');
const CallNextAttemptTime = defineSearchAttributeKey('CallNextAttemptTime', 'DATETIME');
const CallContactId = defineSearchAttributeKey('CallContactId', 'KEYWORD');

/** Show the call's state in the Temporal UI: as Markdown, which costs no event. */
export function publishDetails(call: LiveCall): void {
  setCurrentDetails(timeline(call));
}

/** Make the call's state searchable: one event. They hold no personal data, since search attributes are never encrypted. */
export function publishSearchAttributes(call: LiveCall): void {
  if (!call.settings?.searchAttributes) return;
  const { decision } = call;
  const last = call.attempts.at(-1);
  const next = decision?.do === 'dial' ? decision : undefined;
  upsertSearchAttributes([
    { key: CallStatus, value: call.outcome ?? call.phase },
    { key: CallAttempts, value: call.attempts.length },
    { key: CallDisposition, value: last?.disposition ?? null },
    { key: CallStep, value: next?.attempt.step ?? last?.step ?? null },
    { key: CallNextAttemptTime, value: next ? new Date(next.at) : null },
    { key: CallContactId, value: last?.contactId ?? null },
  ]);
}
