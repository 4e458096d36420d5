import { isSupportedCountry, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import { LRUCache } from 'lru-cache';
import { nameOfCharacter } from './name-of-character';

export type PhoneNumberReading =
  /** The number's only spelling: every other one is read as this one, or refused. */
  | { readonly e164: string }
  /** What is wrong, and how to fix it. Does not repeat the number, which is personal data. */
  | { readonly problem: string };

export interface ReadPhoneNumberOptions {
  /** ISO 3166 code of the country of numbers that have no `+`, such as "GB". @default none: such numbers are refused */
  readonly country?: string | undefined;
}

/**
 * Read a phone number. Every number from outside is read here, once, so that one person has one spelling wherever numbers are dialed,
 * counted, guarded or opted out. Spaces, hyphens, dots, slashes and parentheses are ignored. The digits after a `+` are never changed:
 * an international number with other digits than E.164 has for it is refused, so what is dialed does not depend on the version of the
 * numbering plans.
 */
export function readPhoneNumber(text: string, { country }: ReadPhoneNumberOptions = {}): PhoneNumberReading {
  if (extension.test(text)) {
    return { problem: "has an extension, which can't be dialed this way: leave it out" };
  }
  const others = [...new Set(text)].filter((character) => !allowed.test(character));
  if (others.length > 0) {
    const names = others.slice(0, mostNamed).map(nameOfCharacter).join(', ');
    return { problem: `contains ${names}; ${e164Expected}` };
  }
  const digits = text.replace(separators, '');
  if (digits.lastIndexOf('+') > 0) return { problem: 'has a plus sign inside: give one number' };
  return digits.startsWith('+') ? readInternational(digits) : readNational(digits, country);
}

/**
 * Does any number begin so? Not with a prefix that is dialed only inside the country: no number that is read begins with +440.
 *
 * @param prefix such as `+1900`
 */
export function isPrefixOfNumbers(prefix: string): boolean {
  if (formerPrefixes.some((former) => prefix.startsWith(former.prefix))) return false;
  let isRead = false;
  let isOfOthers = false;
  for (let length = prefix.length; length <= mostDigits + 1; length += 1) {
    for (const digit of '0123456789') {
      const number = prefix.padEnd(length, digit);
      const parsed = parsePhoneNumberFromString(number, { extract: false });
      if (parsed?.number !== number) isOfOthers ||= parsed !== undefined;
      else if (parsed.isValid()) return true;
      else isRead ||= 'e164' in readPlans(number);
    }
  }
  // With a prefix that is dialed only inside the country, a number that is too short or too long may still be read.
  return isRead && !isOfOthers;
}

/** What an error about a phone number says last. */
export const e164Expected =
  'expected a phone number in E.164, such as "+12065550100": a plus sign, country code and number';

const allowed = /[\d+\p{Zs}\p{Pd}./()]/u;
const separators = /[\p{Zs}\p{Pd}./()]/gu;
const extension = /(?:[;,]\s*)?(?:ext(?:n|ension)?[\s.:=]*|[x#;,]\s*)\d+#?\s*$/i;
const mostNamed = 3;
/** Source: ITU-T E.164. */
const mostDigits = 15;

function readNational(digits: string, country: string | undefined): PhoneNumberReading {
  if (country === undefined) {
    return {
      problem: /^0(?:0|11)\d/.test(digits)
        ? 'begins with 00 or 011, which is dialed in some countries only: write a plus sign instead'
        : `has no country code; ${e164Expected}`,
    };
  }
  if (!isSupportedCountry(country)) {
    return { problem: `can't be read: ${JSON.stringify(country)} is not the ISO 3166 code of a country` };
  }
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false });
  return parsed
    ? readInternational(parsed.number)
    : { problem: `is not a phone number of ${country}; ${e164Expected}` };
}

/** Reading the plans takes 0.1 ms or more, and a call reads its number with every decision. */
const known = new LRUCache<string, PhoneNumberReading>({ max: 1_000 });

function readInternational(digits: string): PhoneNumberReading {
  const reading = known.get(digits) ?? readPlans(digits);
  known.set(digits, reading);
  return reading;
}

function readPlans(digits: string): PhoneNumberReading {
  if (digits.startsWith('+0'))
    return { problem: 'has a 0 after the plus sign: no country code begins with 0' };
  if (digits.length > mostDigits + 1)
    return { problem: `has ${digits.length - 1} digits, and a phone number has at most ${mostDigits}` };
  if (!/^\+\d{2,}$/.test(digits)) return { problem: e164Expected };
  const former = formerPrefixes.find(
    (one) => digits.startsWith(one.prefix) && digits.length === one.digits + 1,
  );
  if (former) return { problem: former.problem };
  const parsed = parsePhoneNumberFromString(digits, { extract: false });
  if (parsed && parsed.number !== digits) {
    return { problem: otherDigits(digits, parsed.countryCallingCode, parsed.nationalNumber) };
  }
  if (parsed && hasCallingCodeTwice(parsed)) {
    return { problem: `has the country code ${parsed.countryCallingCode} twice: leave one out` };
  }
  return parsed?.isPossible()
    ? { e164: digits }
    : {
        problem: 'is not a possible phone number: it has a wrong length or an unknown country code. Check it',
      };
}

/** A national number may begin with the digits of the country code. Then it is no better without them. */
function hasCallingCodeTwice(parsed: PhoneNumber): boolean {
  const { countryCallingCode, nationalNumber } = parsed;
  if (!nationalNumber.startsWith(countryCallingCode)) return false;
  const once = parsePhoneNumberFromString(`+${nationalNumber}`, { extract: false });
  if (!parsed.isPossible()) return once?.isPossible() ?? false;
  return !parsed.isValid() && (once?.isValid() ?? false);
}

/** The plans know this number, but under other digits. */
function otherDigits(digits: string, callingCode: string, nationalNumber: string): string {
  const national = digits.slice(1 + callingCode.length);
  if (national.endsWith(nationalNumber)) {
    const prefix = national.slice(0, -nationalNumber.length);
    return `has ${prefix} after +${callingCode}, which is dialed only inside the country: leave it out`;
  }
  return callingCode === '54'
    ? 'has the 15 of mobiles, which is dialed only inside Argentina: write +54 9, the area code, and the number without 15'
    : `is written as inside the country: write it as it is dialed from abroad, after +${callingCode}`;
}

/** Prefixes that a country has given up and that the plans no longer know. */
const formerPrefixes = [
  {
    // Source: Instituto Federal de Telecomunicaciones, new dialing plan of 3 August 2019.
    prefix: '+521',
    digits: 13,
    problem: 'has 1 after +52, which mobiles of Mexico had until 2019: leave it out',
  },
];
