import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { LRUCache } from 'lru-cache';

/** What the numbering plans say about a number. */
export interface PhoneNumberFacts {
  /** ISO 3166 code; undefined if the country code is unknown or shared. */
  readonly country: string | undefined;
  /** Such as `1` or `44`; undefined if the number has none. */
  readonly callingCode: string | undefined;
  /** Is it in a range that its country has assigned? The tables age: a new range may be missing. */
  readonly isValid: boolean;
  /** Such as MOBILE, FIXED_LINE, TOLL_FREE, PREMIUM_RATE. */
  readonly kind: string | undefined;
}

/** @param e164 as `readPhoneNumber` returns it */
export function phoneNumberFacts(e164: string): PhoneNumberFacts {
  const facts = known.get(e164) ?? readFacts(e164);
  known.set(e164, facts);
  return facts;
}

/** Reading the plans takes 0.1 ms or more, and a call needs the facts of its number often. */
const known = new LRUCache<string, PhoneNumberFacts>({ max: 1_000 });

function readFacts(e164: string): PhoneNumberFacts {
  const parsed = parsePhoneNumberFromString(e164);
  return {
    country: parsed?.country,
    callingCode: parsed?.countryCallingCode,
    isValid: parsed?.isValid() ?? false,
    kind: parsed?.getType(),
  };
}

/** ISO 3166 codes; several countries share `1`, `7`, `44` and others. Empty for a calling code of no country. */
export function countriesOfCallingCode(callingCode: string): readonly string[] {
  return byCallingCode.get(callingCode) ?? [];
}

/** Such as `44`; undefined for a country without a numbering plan. @param country ISO 3166 code */
export function callingCodeOf(country: string): string | undefined {
  return isSupportedCountry(country) ? getCountryCallingCode(country) : undefined;
}

const byCallingCode = new Map<string, string[]>();
for (const country of getCountries()) {
  const callingCode = getCountryCallingCode(country);
  byCallingCode.set(callingCode, [...(byCallingCode.get(callingCode) ?? []), country]);
}

/** Warnings about a number; none of them stops the call. */
export function phoneNumberWarnings(e164: string): string[] {
  const { isValid, kind } = phoneNumberFacts(e164);
  const warnings = blockedByDefault
    .filter(({ prefixes }) => prefixes.some((prefix) => e164.startsWith(prefix)))
    .map(({ what, fix }) => `Amazon Connect does not call ${what} by default. ${fix}`);
  if (!isValid) {
    warnings.push('is in no known number range of its country; check it.');
  }
  if (kind === 'PREMIUM_RATE' || kind === 'SHARED_COST') {
    warnings.push(`is a ${kind.toLowerCase().replace('_', '-')} number: calling it costs extra.`);
  }
  return warnings;
}

/**
 * Destinations that an instance may not call until AWS allows them. Sources: API reference of
 * StartOutboundVoiceContact (+447); Administrator Guide, "Countries that call centers using Amazon Connect can call by
 * default" (Japan) and "Outbound calling restrictions" (China). Read on 2026-11-21.
 */
const blockedByDefault = [
  {
    prefixes: ['+447'],
    what: 'UK mobile numbers (+44 7…)',
    fix: 'Request a service quota increase: Amazon Connect, countries that can be called, UK +447.',
  },
  {
    prefixes: ['+8170', '+8180', '+8190'],
    what: 'Japanese mobile numbers (+81 70, 80, 90)',
    fix: 'Request a service quota increase: Amazon Connect, countries that can be called, Japan mobile.',
  },
  {
    prefixes: ['+86'],
    what: 'China (+86)',
    fix: 'AWS Support must approve your use case first: see "Outbound calling restrictions" in the Administrator Guide.',
  },
];
