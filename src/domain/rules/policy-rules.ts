import { z } from 'zod';
import { overrideSchema, senseless } from './override';
import { rulePackSchema, type RulePack } from './pack-schema';
import { rulePacks } from './packs';

const byName: ReadonlyMap<string, RulePack> = new Map(rulePacks.map((pack) => [pack.name, pack]));

const knownPacks = `the packs of this version are ${[...byName.keys()].join(', ')}`;

const packName = z.enum([...byName.keys()], {
  error: ({ input }) =>
    typeof input === 'string' ? `is not the name of a rule pack; ${knownPacks}` : expected,
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
      else refuse(`is not a rule of ${pack}, which has ${rules.map((known) => known.id).join(', ')}`);
    }
  });

const ownPack = rulePackSchema.refine(({ name }) => !byName.has(name), {
  path: ['name'],
  error: 'is the name of a built-in pack; choose another',
});

const entry = z.union([packName, selection, ownPack]);

/** Reports the problems of the variant that was meant; a plain union would not. */
const meantEntry = z.transform((value: z.input<typeof entry>, context) => {
  for (const issue of meantBy(value).safeParse(value).error?.issues ?? []) {
    const path = [...issue.path];
    // Its message repeats the names, which whoever describes the problem must leave out.
    if (issue.code === 'unrecognized_keys') context.addIssue({ ...issue, path });
    else context.addIssue({ code: 'custom', path, message: issue.message });
  }
  return value;
});

/**
 * Packs by name, packs by name with overrides, and own packs in full. All of them apply at once, in addition to the policy's own
 * hours and limits.
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
          message: 'is already in the list',
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
