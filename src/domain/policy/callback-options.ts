import { z } from 'zod';
import { days, duration, minutes } from './duration';

/** More than any person asks for. */
const mostCallbacks = 100;

export const callbacksSchema = z.strictObject({
  /**
   * Name of the contact attribute that holds the time, ISO 8601: with an offset (`2026-12-03T15:00:00-08:00`), or without one
   * (`2026-12-03T15:00`) on the person's clock. An empty value asks for nothing. @default none: only `reschedule` with `extend` asks
   */
  attribute: z.string().min(1).optional(),
  /** Callbacks that the call may make. @default 1 */
  atMost: z.int().min(1).max(mostCallbacks).default(1),
  /** How long after the end of the attempt that asks for it a callback may be made; with `reschedule`, after the update. @default 7 days */
  within: duration({ min: 1 * minutes }).default(7 * days),
});
