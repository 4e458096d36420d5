import { z } from 'zod';
import { Disposition } from '../call/disposition';
import { duration, minutes } from '../policy/duration';
import { isoDate, segmentSchema, weeklySchema } from '../hours/calling-hours';

/** How certain the rule is: read in the source itself (`read`), on a page about it (`secondary`), or general knowledge (`memory`). */
export const confidences = ['read', 'secondary', 'memory'] as const;

const aboutRule = {
  /** Unique within the pack. */
  id: nameOf('a rule'),
  /** The rule in plain words. */
  text: z.string().min(1).max(1000),
  /** ISO 3166-2: the rule applies only to people who may be in one of them. @default everywhere in the pack's countries */
  regions: z
    .array(z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'expected a region such as "US-FL"'))
    .min(1)
    .max(200)
    .optional(),
  /** The source of the rule, and where in it: a web address, a section, or both. */
  source: z
    .strictObject({
      title: z.string().min(1).max(200),
      url: z.url({ protocol: /^https?$/, error: 'expected a web address' }).optional(),
      citation: z.string().min(1).max(300).optional(),
    })
    .refine(({ url, citation }) => url !== undefined || citation !== undefined, {
      error: 'has no location: give url, citation, or both',
    }),
  /** When the source was last checked. */
  checkedOn: isoDate,
  confidence: z.enum(confidences, { error: 'expected "read", "secondary" or "memory"' }),
};

/** `"closed"`, or segments in place of those of the weekday. */
const specialDay = z.union([z.literal('closed'), z.array(segmentSchema).min(1)], {
  error: 'expected "closed", or segments such as [["10:00", "17:00"]]',
});

/** The period in which attempts are counted, or the length of a rest. */
const stretch = z.union(
  [
    /** Counted from the instant. */
    z.strictObject({ rolling: duration({ min: 1 * minutes }) }),
    /** Calendar days where the person is, including the day of the attempt. */
    z.strictObject({ localDays: z.int().min(1).max(366) }),
  ],
  { error: 'expected {"rolling": "24 hours"} or {"localDays": 7}' },
);

type Stretches = [z.output<typeof stretch>, ...z.output<typeof stretch>[]];

export const ruleMembers = {
  /** Segments per weekday on the person's clock; a weekday that is missing or empty is closed. @default at any time */
  weekly: weeklySchema.refine((weekly) => Object.values(weekly).some((segments) => segments.length > 0), {
    error: 'never opens: give at least one weekday a segment such as ["09:00", "17:00"]',
  }),
  /** On public holidays of the person's region, else country. @default as on other days */
  holidays: specialDay,
  /** On days before such holidays. @default as on other days */
  holidayEves: specialDay,
  /** Attempts. */
  most: z.int().min(1).max(1000),
  /** The period in which attempts count. */
  within: stretch,
  /** All attempts to reach the person, or only those about the call's `subject`. @default "person" */
  per: z.enum(['person', 'subject']),
  /** Attempts with these dispositions do not count. @default all count */
  ignores: z.array(z.enum(Object.values(Disposition))),
  /** Which attempts the rest follows. */
  after: z.enum(['attempt', 'conversation', 'refusal', 'abandoned']),
  /** Length of the rest; several lengths take turns, attempt by attempt. */
  for: z.union([stretch.transform((one): Stretches => [one]), z.tuple([stretch], stretch)], {
    error: 'expected {"rolling": "24 hours"} or {"localDays": 7}, or a list of them',
  }),
  /** How long a phone must ring at least, in seconds. */
  seconds: z.int().min(1).max(60),
};

export const ruleSchema = z.discriminatedUnion(
  'kind',
  [
    /** When a phone may ring. */
    z
      .strictObject({
        kind: z.literal('hours'),
        ...aboutRule,
        weekly: ruleMembers.weekly.optional(),
        holidays: ruleMembers.holidays.optional(),
        holidayEves: ruleMembers.holidayEves.optional(),
      })
      .refine(({ weekly, holidays, holidayEves }) => weekly ?? holidays ?? holidayEves, {
        error: 'has no hours: give weekly, holidays or holidayEves',
      }),
    /** How many attempts are allowed within a period. */
    z.strictObject({
      kind: z.literal('count'),
      ...aboutRule,
      most: ruleMembers.most,
      within: ruleMembers.within,
      per: ruleMembers.per.default('person'),
      ignores: ruleMembers.ignores.default([]),
    }),
    /** No attempt for some time after another. */
    z.strictObject({
      kind: z.literal('rest'),
      ...aboutRule,
      after: ruleMembers.after,
      for: ruleMembers.for,
      per: ruleMembers.per.default('person'),
    }),
    /** How long a phone must ring at least. */
    z.strictObject({ kind: z.literal('ring'), ...aboutRule, seconds: ruleMembers.seconds }),
    /** What this package cannot apply, such as consent or a do-not-call register. Only shown to people. */
    z.strictObject({ kind: z.literal('note'), ...aboutRule }),
  ],
  { error: 'expected "kind": "hours", "count", "rest", "ring" or "note"' },
);

export type PackRule = z.output<typeof ruleSchema>;

/** Parts that repeat; a JSON Schema has each of them once, under this name. */
export const repeatedParts: Readonly<Record<string, z.ZodType>> = {
  Segment: segmentSchema,
  Weekly: ruleMembers.weekly,
  SpecialDay: specialDay,
  Stretch: stretch,
  Stretches: ruleMembers.for,
  Ignores: ruleMembers.ignores,
  RuleId: aboutRule.id,
  RuleText: aboutRule.text,
  Regions: aboutRule.regions.unwrap(),
  Source: aboutRule.source,
  IsoDate: isoDate,
};

/** The name of a pack or rule. */
export function nameOf(what: string) {
  const expected = `expected the name of ${what}: lowercase letters, digits and "-", such as "calls-in-7-days"`;
  return z
    .string({ error: expected })
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: expected })
    .max(60);
}
