import { z } from 'zod';
import { ruleMembers, type PackRule } from './rule-schema';

/** The members of a rule that can be overridden, by its kind. A note can only be turned off. */
const changeable = {
  hours: ['weekly', 'holidays', 'holidayEves'],
  count: ['most', 'within', 'per', 'ignores'],
  rest: ['for', 'per'],
  ring: ['seconds'],
  note: [],
} as const satisfies Record<PackRule['kind'], readonly (keyof Override)[]>;

/** Replaces members of one rule, or turns it off. */
export const overrideSchema = z
  .strictObject({
    /** Why the rule is overridden, for later readers of the policy. */
    reason: z
      .string({ error: 'give the reason for overriding the rule' })
      .trim()
      .min(1, 'give the reason for overriding the rule')
      .max(500),
    /** The rule is not applied at all. */
    off: z.literal(true, { error: 'expected true' }).optional(),
    weekly: ruleMembers.weekly.optional(),
    holidays: ruleMembers.holidays.optional(),
    holidayEves: ruleMembers.holidayEves.optional(),
    most: ruleMembers.most.optional(),
    within: ruleMembers.within.optional(),
    per: ruleMembers.per.optional(),
    ignores: ruleMembers.ignores.optional(),
    for: ruleMembers.for.optional(),
    seconds: ruleMembers.seconds.optional(),
  })
  .superRefine((override, context) => {
    const { off } = override;
    const changed = changesOf(override);
    if (off === undefined && changed.length === 0) {
      context.addIssue('changes nothing: give "off": true, or the members to override');
    }
    if (off !== undefined && changed.length > 0) {
      context.addIssue(`turns the rule off, so it cannot also change ${changed.join(', ')}`);
    }
  });

export type Override = z.output<typeof overrideSchema>;

/** Problems of an override: members that a rule of this kind does not have. */
export function senseless(rule: PackRule, override: Override): string[] {
  const sensible: readonly string[] = changeable[rule.kind];
  return changesOf(override)
    .filter((member) => !sensible.includes(member))
    .map(
      (member) =>
        `has no "${member}": its kind is "${rule.kind}", so an override can have ${['off', ...sensible].join(', ')}`,
    );
}

/** The rule with its override applied, or undefined when it is off. */
export function overridden(rule: PackRule, override: Override): PackRule | undefined {
  if (override.off) return undefined;
  switch (rule.kind) {
    case 'hours': {
      const { weekly = rule.weekly, holidays = rule.holidays, holidayEves = rule.holidayEves } = override;
      return { ...rule, weekly, holidays, holidayEves };
    }
    case 'count': {
      const { most = rule.most, within = rule.within, per = rule.per, ignores = rule.ignores } = override;
      return { ...rule, most, within, per, ignores };
    }
    case 'rest': {
      const { for: lengths = rule.for, per = rule.per } = override;
      return { ...rule, for: lengths, per };
    }
    case 'ring':
      return { ...rule, seconds: override.seconds ?? rule.seconds };
    case 'note':
      return rule;
  }
}

function changesOf(override: object): string[] {
  return Object.entries(override)
    .filter(([member, value]) => value !== undefined && member !== 'reason' && member !== 'off')
    .map(([member]) => member);
}
