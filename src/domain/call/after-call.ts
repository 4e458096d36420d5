import type { Policy } from '../policy/policy';
import type { Attempt } from './attempt';

/** What an attribute rule of a policy asks for. */
interface AttributeRule {
  readonly attribute: string;
  readonly equals: string;
}

type Attributes = Readonly<Record<string, string>>;
type Result = Pick<Attempt, 'reached' | 'refused' | 'callbackRequest'>;

export function fulfils({ attribute, equals }: AttributeRule, attributes: Attributes): boolean {
  return attributes[attribute] === equals;
}

/**
 * The value of the attribute that asks for a callback: empty when it withdraws one. Undefined without the attribute, which says nothing:
 * the contact may have been read before somebody set it, and Amazon Connect removes no attribute.
 */
export function askedCallback({ callbacks }: Policy, attributes: Attributes): string | undefined {
  return attributes[callbacks?.attribute ?? '']?.trim().slice(0, longestAsked);
}

/** No time is longer. */
const longestAsked = 64;

/** Can attributes that are set after the end of a contact change what its attempt achieved? */
export function readsAttributes(policy: Policy): boolean {
  return attributesReadBy(policy).length > 0;
}

/** The names of the contact attributes that the policy reads. */
export function attributesReadBy({ reachedWhen, refusedWhen, callbacks }: Policy): string[] {
  const rules = [
    ...(typeof reachedWhen === 'object' ? [reachedWhen.attribute] : []),
    ...(refusedWhen ? [refusedWhen.attribute] : []),
  ];
  return callbacks?.attribute === undefined ? rules : [...rules, callbacks.attribute];
}

/** Do the attributes say that the person was reached, has refused, or asks for a callback or none, where the attempt's record does not? */
export function addsTo(
  { reached, refused, callbackRequest }: Result,
  policy: Policy,
  attributes: Attributes,
): boolean {
  const { reachedWhen, refusedWhen } = policy;
  const asked = askedCallback(policy, attributes);
  return (
    (!reached && typeof reachedWhen === 'object' && fulfils(reachedWhen, attributes)) ||
    (refused !== true && refusedWhen !== undefined && fulfils(refusedWhen, attributes)) ||
    (asked !== undefined && asked !== (callbackRequest?.asked ?? ''))
  );
}

/** What code says about an attempt, by the update `recordDisposition`. */
export interface Correction extends Partial<Pick<Result, 'reached' | 'refused'>> {
  readonly attempt: number;
}

/** The attempts with what code says about them. */
export function corrected<T extends Result & Pick<Attempt, 'number'>>(
  attempts: readonly T[],
  corrections: readonly Correction[],
): readonly T[] {
  if (corrections.length === 0) return attempts;
  return attempts.map((attempt) => {
    const own = corrections.filter((one) => one.attempt === attempt.number);
    return {
      ...attempt,
      ...(own.some(({ reached }) => reached) ? { reached: true } : {}),
      ...(own.some(({ refused }) => refused) ? { refused: true } : {}),
    };
  });
}
