import type { Policy } from '../policy/policy';
import type { ContactLimit, Stretch } from './contact-limit';

/** The policy's own limits, which count every attempt to reach the person. */
export function limitsOfPolicy({ perDay, rolling, rest = [] }: Policy['limits']): ContactLimit[] {
  const [first, ...others] = rest.map((length): Stretch => ({ rolling: length }));
  return [
    ...(perDay === undefined ? [] : [count('policy.limits.perDay', perDay, { localDays: 1 })]),
    ...rolling.map(({ most, within }, index) =>
      count(`policy.limits.rolling[${index}]`, most, { rolling: within }),
    ),
    ...(first === undefined ? [] : [restAfterAttempt([first, ...others])]),
  ];
}

function count(name: string, most: number, within: Stretch): ContactLimit {
  return { kind: 'count', name, most, within, per: 'person' };
}

function restAfterAttempt(lengths: readonly [Stretch, ...Stretch[]]): ContactLimit {
  return { kind: 'rest', name: 'policy.limits.rest', after: 'attempt', for: lengths, per: 'person' };
}
