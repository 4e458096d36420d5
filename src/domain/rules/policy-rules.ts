import { z } from 'zod';
import { overrideSchema, senseless } from './override';
import { rulePackSchema, type RulePack } from './pack-schema';
import { rulePacks } from './packs';

const byName: ReadonlyMap<string, RulePack> = new Map(rulePacks.map((pack) => [pack.name, pack]));

const knownPacks = `the packs of this version are ${[...byName.keys()].join(', ')}`;

const packName = z.enum([...byName.keys()], {
  error: ({ input }) =>
    typeof input === 'string' ? `${JSON.stringify(input)} is no rule pack; ${knownPacks}` : expected,
});

const selection = z
  .strictObject({
    pack: packName,
    /** By the rule's id. */
    override: z.record(z.string(), overrideSchema).default({}),
  })
  .superRefine(({ pack, override }, context) => {
    const rules = byName.get(pack)?.rules ?? [];
    for (const [id, change] of Object.entries(override)) {
      const refuse = (message: string) => {
        context.addIssue({ code: 'custom', path: ['override', id], message });
      };
      const rule = rules.find((candidate) => candidate.id === id);
      if (rule) senseless(rule, change).forEach(refuse);
      else refuse(`is no rule of ${pack}; it has ${rules.map((known) => known.id).join(', ')}`);
    }
  });

const ownPack = rulePackSchema.refine(({ name }) => !byName.has(name), {
  path: ['name'],
  error: 'is the name of a pack that comes with this package; give yours another',
});

const entry = z.union([packName, selection, ownPack]);

/** Says what is wrong with what was meant, which a union by itself would not. */
const meantEntry = z.transform((value: z.input<typeof entry>, context) => {
  for (const { path, message } of meantBy(value).safeParse(value).error?.issues ?? []) {
    context.addIssue({ code: 'custom', path: [...path], message });
  }
  return value;
});

/**
 * Packs by name; packs by name with some of their rules overridden; and packs of one's own, whole. All of them hold at once,
 * beside the policy's own hours and limits.
 */
export const policyRulesSchema = z
  .array(meantEntry.pipe(entry), { error: 'expected a list of rule packs such as ["us-tcpa"]' })
  .max(20)
  .superRefine((rules, context) => {
    const names = rules.map(nameOfEntry);
    names.forEach((name, index) => {
      if (names.indexOf(name) !== index) {
        context.addIssue({
          code: 'custom',
          path: [index],
          message: `${JSON.stringify(name)} is chosen before`,
        });
      }
    });
  });

export type PolicyRules = z.output<typeof policyRulesSchema>;

const expected = `expected the name of a rule pack, {"pack": …, "override": …}, or a whole pack; ${knownPacks}`;

function nameOfEntry(rule: PolicyRules[number]): string {
  return typeof rule === 'string' ? rule : 'pack' in rule ? rule.pack : rule.name;
}

function meantBy(value: unknown): z.ZodType {
  if (typeof value !== 'object' || value === null) return packName;
  return 'pack' in value ? selection : ownPack;
}
