import type { Policy } from '../policy/policy';
import type { Attempt } from './attempt';

/** What an attribute rule of a policy asks for. */
interface AttributeRule {
  readonly attribute: string;
  readonly equals: string;
}

type Attributes = Readonly<Record<string, string>>;
type Result = Pick<Attempt, 'reached' | 'refused'>;

export function fulfils({ attribute, equals }: AttributeRule, attributes: Attributes): boolean {
  return attributes[attribute] === equals;
}

/** Can attributes that are set after the end of a contact change what its attempt achieved? */
export function readsAttributes(policy: Policy): boolean {
  return attributesReadBy(policy).length > 0;
}

/** The names of the contact attributes that the policy's rules read. */
export function attributesReadBy({ reachedWhen, refusedWhen }: Policy): string[] {
  const rules = [
    ...(typeof reachedWhen === 'object' ? [reachedWhen] : []),
    ...(refusedWhen ? [refusedWhen] : []),
  ];
  return rules.map(({ attribute }) => attribute);
}

/** Do the attributes say that the person was reached or has refused, where the attempt's record does not? */
export function addsTo({ reached, refused }: Result, policy: Policy, attributes: Attributes): boolean {
  const { reachedWhen, refusedWhen } = policy;
  return (
    (!reached && typeof reachedWhen === 'object' && fulfils(reachedWhen, attributes)) ||
    (refused !== true && refusedWhen !== undefined && fulfils(refusedWhen, attributes))
  );
}

/** What code says about an attempt, by the update `recordDisposition`. */
export interface Correction extends Partial<Result> {
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
