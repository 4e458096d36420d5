import type { OutboundCallRequest } from '../call/call';
import type { CallFacts } from '../call/call-facts';
import { zonesOf, type Callee } from '../call/callee';
import type { Counting } from '../ledger/allowed-from';
import type { ContactLimit } from '../ledger/contact-limit';
import { contactOf } from '../ledger/contact-of';
import { limitsOfPolicy } from '../ledger/limits-of-policy';
import type { PastContact } from '../ledger/past-contact';

/** The limits on calls to this person, and the attempts that count. */
export interface ContactLimits {
  readonly limits: readonly ContactLimit[];
  readonly counting: Counting;
  /** Attempts of this call, and of other calls as far as a ledger has reported them. */
  readonly contacts: readonly PastContact[];
}

/** The limits of the policy and of the rules that apply to this person. */
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

/** A decision does not need the call's identity, only to tell its attempts from those of other calls. */
const thisCall = { workflowId: 'this call', firstExecutionRunId: 'this call' };
