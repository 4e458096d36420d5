import { overridden } from './override';
import type { RulePack } from './pack-schema';
import { rulePacks } from './packs';
import type { PolicyRules } from './policy-rules';
import type { PackRule } from './rule-schema';

/** A rule of a chosen pack. */
interface RuleInForce {
  /** Its name in reasons: `us-tcpa/calling-hours`. */
  readonly name: string;
  /** With the policy's overrides; undefined when turned off. */
  readonly rule: PackRule | undefined;
  /** As defined by the pack. */
  readonly original: PackRule;
  /** Why the policy overrides it. */
  readonly reason?: string;
}

export interface PackInForce {
  readonly pack: RulePack;
  readonly rules: readonly RuleInForce[];
}

/** The packs that a policy has chosen, with its overrides applied. */
export function rulesInForce(chosen: PolicyRules): PackInForce[] {
  return chosen.map((entry) => {
    const pack = packOf(entry);
    const overrides = typeof entry === 'object' && 'pack' in entry ? entry.override : {};
    return {
      pack,
      rules: pack.rules.map((original): RuleInForce => {
        const name = `${pack.name}/${original.id}`;
        const override = overrides[original.id];
        return override
          ? { name, original, rule: overridden(original, override), reason: override.reason }
          : { name, original, rule: original };
      }),
    };
  });
}

function packOf(entry: PolicyRules[number]): RulePack {
  if (typeof entry === 'object' && !('pack' in entry)) return entry;
  const name = typeof entry === 'string' ? entry : entry.pack;
  const pack = rulePacks.find((candidate) => candidate.name === name);
  if (!pack) throw new Error(`This version has no rule pack ${JSON.stringify(name)}`);
  return pack;
}
