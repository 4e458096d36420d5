import { z } from 'zod';

/** Amazon Connect's names of days, in the order of `Date.getUTCDay`. */
export const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;

/** `start` and `end` are `HH:MM`. An end that is not after the start is on the next day. */
export const slotSchema = z.strictObject({
  day: z.enum(days),
  start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM'),
  end: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM'),
});

export const dateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be YYYY-MM-DD')
  .refine((date) => !Number.isNaN(Date.parse(date)), 'is not a date');

const recurrenceSchema = z.strictObject({
  frequency: z.enum(['WEEKLY', 'MONTHLY', 'YEARLY']),
  interval: z.int().min(1).max(6),
  byMonth: z.array(z.int().min(1).max(12)).optional(),
  byMonthDay: z.array(z.int().min(-1).max(31)).optional(),
  byWeekdayOccurrence: z.array(z.int().min(-1).max(4)).max(1).optional(),
});

/** Hours that replace, extend or reduce the usual ones for a range of dates. */
export const overrideSchema = z.strictObject({
  overrideId: z.string().min(1).max(36),
  name: z.string().min(1).max(127),
  description: z.string().min(1).max(250).optional(),
  /** `STANDARD` replaces the day's hours, `OPEN` adds hours, `CLOSED` removes hours. */
  type: z.enum(['STANDARD', 'OPEN', 'CLOSED']).default('STANDARD'),
  config: z.array(slotSchema).max(100),
  effectiveFrom: dateSchema,
  effectiveTill: dateSchema,
  recurrence: recurrenceSchema.optional(),
});

export type Day = (typeof days)[number];
export type Slot = z.output<typeof slotSchema>;
export type Override = z.output<typeof overrideSchema>;
