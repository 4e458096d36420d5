import { z } from 'zod';
import { nameOf, ruleSchema } from './rule-schema';

/** The rules of one law or code, as dated data. No part of it is legal advice. */
export const rulePackSchema = z
  .strictObject({
    /** Its name in policies and reasons, such as `us-tcpa`. */
    name: nameOf('a pack'),
    title: z.string().min(1).max(200),
    /** Which calls it applies to, in words. Only you can say whether yours are such calls. */
    appliesTo: z.string().min(1).max(1000),
    doesNotApplyTo: z.string().min(1).max(1000),
    /** ISO 3166-1: where the person must be for it to apply. */
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/, 'expected a country such as "FR"'))
      .min(1)
      .max(50),
    rules: z.array(ruleSchema).min(1).max(200),
  })
  .superRefine(({ countries, rules }, context) => {
    rules.forEach(({ id, regions = [] }, index) => {
      if (rules.findIndex((other) => other.id === id) !== index) {
        const message = 'is already the id of an earlier rule';
        context.addIssue({ code: 'custom', path: ['rules', index, 'id'], message });
      }
      regions.forEach((region, position) => {
        if (countries.includes(countryOf(region))) return;
        const message = `is in none of the pack's countries: ${countries.join(', ')}`;
        context.addIssue({ code: 'custom', path: ['rules', index, 'regions', position], message });
      });
    });
  });

/** A pack as people write it; durations may be strings such as `"24 hours"`. */
export type RulePackInput = z.input<typeof rulePackSchema>;
export type RulePack = z.output<typeof rulePackSchema>;

/** `US` of `US-AL` and of `US`. */
export function countryOf(region: string): string {
  return region.slice(0, 2);
}
