import { z } from 'zod';

export const timeZoneHint = 'Write an IANA name such as "America/Los_Angeles" or "Europe/Paris"';

/**
 * An IANA time zone. Offsets and abbreviations ("+05:30", "EST", "Etc/GMT+5") are refused: they have no daylight saving time, so
 * they are wrong for half the year in most places.
 */
export const timeZone = z
  .string({ error: `expected a time zone. ${timeZoneHint}` })
  .superRefine((name, context) => {
    if (!isTimeZone(name)) {
      context.addIssue({
        code: 'custom',
        message: `is not a time zone. ${timeZoneHint}`,
      });
    }
  });

export function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && (!/^[A-Za-z_]+\//.test(name) || /^Etc\/GMT[+-]/i.test(name))) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
