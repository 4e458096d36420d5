import type { Policy } from '../policy/policy';
import { askedCallback, fulfils } from './after-call';

/** An attribute that the request gives to its contacts, and that the policy would take for the result of every attempt. */
export interface AttributeConflict {
  readonly attribute: string;
  readonly message: string;
}

export function attributeConflicts(
  policy: Policy,
  attributes: Readonly<Record<string, string>>,
): AttributeConflict[] {
  const { reachedWhen, refusedWhen, callbacks } = policy;
  const conflict = (attribute: string, member: string, what: string) => ({
    attribute,
    message: `is what policy.${member} reads, so every attempt would ${what}, even one that nobody answers. Leave it out or rename it: only the flow or the agent may set it`,
  });
  return [
    ...(typeof reachedWhen === 'object' && fulfils(reachedWhen, attributes)
      ? [conflict(reachedWhen.attribute, 'reachedWhen', 'reach the person')]
      : []),
    ...(refusedWhen && fulfils(refusedWhen, attributes)
      ? [conflict(refusedWhen.attribute, 'refusedWhen', 'end as refused')]
      : []),
    ...(callbacks?.attribute !== undefined && (askedCallback(policy, attributes) ?? '') !== ''
      ? [conflict(callbacks.attribute, 'callbacks', 'ask for a callback')]
      : []),
  ];
}
