import type { Policy } from './policy';
import type { AttemptLimit, Stretch } from '../ledger/attempt-limit';

/** The policy's own limits, which count every attempt to reach the person. */
export function limitsOfPolicy({ perDay, rolling, rest = [] }: Policy['limits']): AttemptLimit[] {
  const [first, ...others] = rest.map((length): Stretch => ({ rolling: length }));
  return [
    ...(perDay === undefined ? [] : [count('policy.limits.perDay', perDay, { localDays: 1 })]),
    ...rolling.map(({ most, within }, index) =>
      count(`policy.limits.rolling[${index}]`, most, { rolling: within }),
    ),
    ...(first === undefined ? [] : [restAfterAttempt([first, ...others])]),
  ];
}

function count(name: string, most: number, within: Stretch): AttemptLimit {
  return { kind: 'count', name, most, within, per: 'person' };
}

function restAfterAttempt(lengths: readonly [Stretch, ...Stretch[]]): AttemptLimit {
  return { kind: 'rest', name: 'policy.limits.rest', after: 'attempt', for: lengths, per: 'person' };
}
