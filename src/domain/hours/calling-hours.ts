import { z } from 'zod';
import { duration, minutes } from '../policy/duration';
import { operatingHoursOptions } from './operating-hours-options';
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

/** `["09:00", "12:30"]`: from the first time up to, but not including, the second. An end at or before the start is on the next day. */
export const segmentSchema = z
  .tuple([timeOfDay, timeOfDay], { error: 'expected a pair of times such as ["09:00", "12:30"]' })
  .refine(([start, end]) => start !== end, {
    error: 'starts and ends at the same minute. For the whole day write ["00:00", "24:00"]',
  })
  .refine(([start]) => start !== '24:00', {
    error: 'cannot start at "24:00"; write "00:00" on the next day',
  });

/** Segments per weekday. */
export const weeklySchema = z.partialRecord(z.enum(weekdays), z.array(segmentSchema));

export const isoDate = z.iso.date({ error: 'expected a date such as "2026-12-25"' });

/** Milliseconds. */
export const defaultClosesIn = 1 * minutes;

export const callingHoursSchema = z.strictObject({
  /** The zone of the hours: `"recipient"` (the request's `timeZone`) or an IANA zone. @default "recipient" */
  timeZone: z
    .union([z.literal('recipient'), timeZone], {
      error: `expected "recipient" or a time zone. ${timeZoneHint}`,
    })
    .default('recipient'),
  /** Segments per weekday; a weekday that is missing or empty is closed. @default at any time */
  weekly: weeklySchema
    .refine((weekly) => Object.values(weekly).some((segments) => segments.length > 0), {
      error: 'never opens: give at least one weekday a segment such as ["09:00", "17:00"]',
    })
    .optional(),
  /** Closed calendar dates, in the zone of the hours. The part of a night segment that reaches into such a date is closed too. @default [] */
  closedOn: z.array(isoDate).default([]),
  /**
   * Countries and regions (ISO 3166: `"FR"`, `"US-AL"`) whose public holidays are closed, as dates in the zone of the hours. Requires
   * the package `date-holidays`. @default none
   */
  holidays: z
    .array(
      z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'expected a country or region such as "FR" or "US-AL"'),
    )
    .default([]),
  /** Nothing is dialed in this last part of a window, since the phone would still ring after its end. @default 1 minute */
  closesIn: duration({ max: 60 * minutes }).default(defaultClosesIn),
  /**
   * When the recipient's zone is unknown (no `timeZone`, `region` or `postcode`, and a number of no country): `"refuse"` the call, or
   * use this zone. @default "refuse"
   */
  unknownTimeZone: z
    .union([z.literal('refuse'), timeZone], { error: `expected "refuse" or a time zone. ${timeZoneHint}` })
    .default('refuse'),
  ...operatingHoursOptions,
});

/** When dialing is allowed, with defaults filled in; durations are milliseconds. */
export type CallingHours = z.output<typeof callingHoursSchema>;
