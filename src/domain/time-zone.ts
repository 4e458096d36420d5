import { z } from 'zod';

/**
 * An IANA time zone. Offsets such as "+05:30" are refused: they are wrong for half the year in most places,
 * and people get called at night because of it.
 */
export const timeZone = z.string().superRefine((name, context) => {
  if (!isTimeZone(name)) {
    context.addIssue({
      code: 'custom',
      message: `${JSON.stringify(name)} is not a time zone. Write an IANA name such as "America/Los_Angeles" or "Europe/Paris"`,
    });
  }
});

export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
