import ms, { type StringValue } from 'ms';
import { z } from 'zod';
import { days, hours, minutes, seconds } from '../time-units';

/** A duration as Temporal accepts it: milliseconds, or an `ms` string such as "30 minutes" or "3 days". Parsed to whole milliseconds. */
export function duration(bounds: { min?: number; max?: number } = {}) {
  const { min = 0, max = longestDuration } = bounds;
  return z
    .union([z.number(), z.string()], {
      error: 'expected a duration: milliseconds, or a string such as "30 minutes"',
    })
    .transform((value, context) => {
      const milliseconds = typeof value === 'number' ? value : parseMs(value);
      if (milliseconds === undefined || !Number.isFinite(milliseconds)) {
        context.addIssue({
          code: 'custom',
          message:
            'is not a duration. Write milliseconds, or a string such as "90 seconds", "30 minutes", "3 days"',
        });
        return z.NEVER;
      }
      if (milliseconds < min || milliseconds > max) {
        context.addIssue({
          code: 'custom',
          message: `must be between ${ms(min, { long: true })} and ${ms(max, { long: true })}`,
        });
        return z.NEVER;
      }
      return Math.round(milliseconds);
    });
}

export { seconds, minutes, hours, days };

/** A year: no duration of a policy, and so no call, is longer. */
export const longestDuration = 366 * days;

function parseMs(text: string): number | undefined {
  try {
    return ms(text as StringValue);
  } catch {
    return undefined;
  }
}
