import { z } from 'zod';
import { timeZone, timeZoneHint } from './time-zone';

/** Weekdays in ISO order: Monday is 1. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

const timeExpected = 'expected a time of day such as "09:00", or "24:00" for the end of the day';
const timeOfDay = z
  .string({ error: timeExpected })
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: timeExpected });

/** `["09:00", "12:30"]`: from the first minute on, up to but not including the second. An end at or before the start is on the next day. */
const segment = z
  .tuple([timeOfDay, timeOfDay], { error: 'expected a pair of times such as ["09:00", "12:30"]' })
  .refine(([start, end]) => start !== end, {
    error: 'starts and ends at the same minute. For the whole day write ["00:00", "24:00"]',
  })
  .refine(([start]) => start !== '24:00', {
    error: 'cannot start at "24:00"; write "00:00" on the next day',
  });

export const callingHoursSchema = z.strictObject({
  /** Whose clock the hours are read on: `"recipient"` (the request's `timeZone`) or an IANA zone. @default "recipient" */
  timeZone: z
    .union([z.literal('recipient'), timeZone], {
      error: `expected "recipient" or a time zone. ${timeZoneHint}`,
    })
    .default('recipient'),
  /** Segments per weekday; a weekday that is missing or empty is closed. */
  weekly: z
    .partialRecord(z.enum(weekdays), z.array(segment))
    .refine((weekly) => Object.values(weekly).some((segments) => segments.length > 0), {
      error: 'never opens: give at least one weekday a segment such as ["09:00", "17:00"]',
    }),
  /** Calendar dates, in the zone of the hours, on which nobody is called; the part of a night segment that reaches into one is closed too. @default [] */
  closedOn: z.array(z.iso.date({ error: 'expected a date such as "2026-12-25"' })).default([]),
});

/** When dialing is allowed, as people write it. */
export type CallingHours = z.output<typeof callingHoursSchema>;
