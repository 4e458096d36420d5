import { z } from 'zod';
import { phoneNumberFacts } from './phone-number';
import { isPrefixOfNumbers } from './read-phone-number';

/** ISO 3166 codes of countries, such as ["US", "CA"]. */
export const countryCodes = z
  .array(z.string().regex(/^[A-Z]{2}$/, { error: 'expected an ISO 3166 country code such as "US"' }))
  .min(1);

/** Kinds of numbers, as libphonenumber names them. Where a country has one range for both, a number is FIXED_LINE_OR_MOBILE. */
const numberKinds = [
  'PREMIUM_RATE',
  'SHARED_COST',
  'TOLL_FREE',
  'VOIP',
  'PERSONAL_NUMBER',
  'PAGER',
  'UAN',
  'VOICEMAIL',
  'FIXED_LINE',
  'MOBILE',
  'FIXED_LINE_OR_MOBILE',
] as const;

/** A count is kept as one value of Temporal, which may have 2 MB. */
const mostDialsPerDay = 100_000;

/** The key of `dialsPerDay` for the countries that it does not name. */
const otherCountries = 'other';

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
  /** Kinds of numbers that are refused, as libphonenumber names them. @default `["PREMIUM_RATE", "SHARED_COST"]`: calling them costs extra */
  deniedKinds: z.array(z.enum(numberKinds)).default(['PREMIUM_RATE', 'SHARED_COST']),
  /**
   * The most dials to a country in a day of UTC, by all workers of the task queue together: `{ "US": 5000, "other": 50 }`. `other` holds for each
   * country that is not named, and for all numbers of no country together. A call over the cap waits for the next day. Each dial to a capped country takes
   * one more update of Temporal. @default no cap
   */
  dialsPerDay: z
    .record(
      z.string().regex(/^(?:[A-Z]{2}|other)$/, {
        error: 'expected an ISO 3166 country code such as "US", or "other"',
      }),
      z.int().min(0).max(mostDialsPerDay),
    )
    .optional(),
});

export type DestinationGuardInput = z.input<typeof destinationGuardSchema>;
export type DestinationGuard = z.output<typeof destinationGuardSchema>;

/** @returns why the number may not be called, or undefined when it may */
export function whyGuarded(guard: DestinationGuard, e164: string): string | undefined {
  const prefix = guard.deniedPrefixes.find((denied) => e164.startsWith(denied));
  if (prefix)
    return `numbers that begin with ${prefix} are denied (guard.deniedPrefixes in temporal.config.ts)`;
  const { country, kind } = phoneNumberFacts(e164);
  if (isDenied(guard, kind))
    return `numbers of the kind ${kind} are denied (guard.deniedKinds in temporal.config.ts)`;
  if (guard.allowedCountries && !guard.allowedCountries.includes(country ?? '')) {
    return `${country ?? 'a number of unknown country'} is not among guard.allowedCountries in temporal.config.ts`;
  }
  return undefined;
}

function isDenied({ deniedKinds }: DestinationGuard, kind: string | undefined): kind is string {
  return kind !== undefined && deniedKinds.some((denied) => denied === kind);
}

/** How many dials a day may be made to the numbers of a country. */
export interface DialCap {
  /** ISO 3166 code; `none` for the numbers that belong to no country. */
  readonly country: string;
  readonly most: number;
}

/** @returns undefined when dials to the number are not counted */
export function dialCapOf({ dialsPerDay }: DestinationGuard, e164: string): DialCap | undefined {
  const { country = 'none' } = phoneNumberFacts(e164);
  const most = dialsPerDay?.[country] ?? dialsPerDay?.[otherCountries];
  return most === undefined ? undefined : { country, most };
}
