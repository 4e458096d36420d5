import type { OutboundCallRequest } from '../call/call';
import type { CallFacts } from '../call/call-facts';
import { zonesOf, type Callee } from '../call/callee';
import type { Counting } from './allowed-from';
import type { AttemptLimit } from './attempt-limit';
import { toCountedAttempt } from './to-counted-attempt';
import { limitsOfPolicy } from '../policy/limits-of-policy';
import type { CountedAttempt } from './counted-attempt';

/** The limits on calls to this person, and the attempts that count. */
export interface LimitsOfCall {
  readonly limits: readonly AttemptLimit[];
  readonly counting: Counting;
  /** Attempts of this call, and of other calls as far as a ledger has reported them. */
  readonly attempts: readonly CountedAttempt[];
}

/** The limits of the policy and of the rules that apply to this person. */
export function limitsOn({ policy }: OutboundCallRequest, { rules }: Callee): readonly AttemptLimit[] {
  return [...limitsOfPolicy(policy.limits), ...rules.limits];
}

export function limitsOfCall(call: CallFacts, callee: Callee): LimitsOfCall {
  const { subject } = call.request;
  const own = call.attempts.map((attempt) => toCountedAttempt(thisCall, attempt, { subject }));
  return {
    limits: limitsOn(call.request, callee),
    counting: { zones: zonesOf(callee.place), subject },
    attempts: [...own, ...(call.otherAttempts ?? [])],
  };
}

/** A decision does not need the call's identity, only to tell its attempts from those of other calls. */
const thisCall = { workflowId: 'this call', firstExecutionRunId: 'this call' };
