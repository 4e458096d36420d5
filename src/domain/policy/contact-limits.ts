import type { OutboundCallRequest } from '../call/call';
import type { CallFacts } from '../call/call-facts';
import { zonesOf, type Callee } from '../call/callee';
import type { Counting } from '../ledger/allowed-from';
import type { ContactLimit } from '../ledger/contact-limit';
import { contactOf } from '../ledger/contact-of';
import { limitsOfPolicy } from '../ledger/limits-of-policy';
import type { PastContact } from '../ledger/past-contact';

/** How often this person may be called, and what counts. */
export interface ContactLimits {
  readonly limits: readonly ContactLimit[];
  readonly counting: Counting;
  /** Of this call and, as far as a ledger has told, of others. */
  readonly contacts: readonly PastContact[];
}

/** Of the policy and of its rules, for people where this one may be. */
export function limitsOn({ policy }: OutboundCallRequest, { rules }: Callee): readonly ContactLimit[] {
  return [...limitsOfPolicy(policy.limits), ...rules.limits];
}

export function contactLimits(call: CallFacts, callee: Callee): ContactLimits {
  const { subject } = call.request;
  const own = call.attempts.map((attempt) => contactOf(thisCall, attempt, { subject }));
  return {
    limits: limitsOn(call.request, callee),
    counting: { zones: zonesOf(callee.place), subject },
    contacts: [...own, ...(call.contacts ?? [])],
  };
}

/** A decision needs not know who the call is, only that its attempts are none of another's. */
const thisCall = { workflowId: 'this call', firstExecutionRunId: 'this call' };
