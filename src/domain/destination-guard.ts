import { z } from 'zod';
import { phoneNumberFacts } from './phone-number';
import { isPrefixOfNumbers } from './read-phone-number';

/** ISO 3166 codes of countries, such as ["US", "CA"]. */
export const countryCodes = z
  .array(z.string().regex(/^[A-Z]{2}$/, { error: 'expected an ISO 3166 country code such as "US"' }))
  .min(1);

/** Which destinations this installation may call: a guard against toll fraud and typing errors, checked before every dial. */
export const destinationGuardSchema = z.strictObject({
  /** ISO 3166 codes, such as ["US", "CA"]. If given, a number of unknown country is refused. @default every country */
  allowedCountries: countryCodes.optional(),
  /** Prefixes in E.164, such as ["+1900", "+4487"]. One with which no number begins is refused. @default none */
  deniedPrefixes: z
    .array(
      z
        .string()
        .regex(/^\+[1-9]\d{0,14}$/, {
          error: 'expected the beginning of an E.164 number, such as "+1900"',
          abort: true,
        })
        .refine(isPrefixOfNumbers, {
          error:
            'is the beginning of no phone number, so it denies none: leave out what is dialed only inside the country',
        }),
    )
    .default([]),
});

export type DestinationGuard = z.output<typeof destinationGuardSchema>;

/** @returns why the number may not be called, or undefined when it may */
export function whyGuarded(guard: DestinationGuard, e164: string): string | undefined {
  const prefix = guard.deniedPrefixes.find((denied) => e164.startsWith(denied));
  if (prefix)
    return `numbers that begin with ${prefix} are denied (guard.deniedPrefixes in temporal.config.ts)`;
  const { country } = phoneNumberFacts(e164);
  if (guard.allowedCountries && !guard.allowedCountries.includes(country ?? '')) {
    return `${country ?? 'a number of unknown country'} is not among guard.allowedCountries in temporal.config.ts`;
  }
  return undefined;
}
