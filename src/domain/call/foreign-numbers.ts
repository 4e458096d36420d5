import { callingCodeOf, phoneNumberFacts } from '../phone-number';
import { numberPlace } from '../places/number-place';
import { countryOf } from '../places/regions';
import { readPhoneNumber } from '../read-phone-number';
import type { Policy } from '../policy/policy';
import { rulesInForce } from '../rules/rules-in-force';

interface RequestedNumbers {
  readonly destinationPhoneNumber: string;
  readonly allowedCountries?: readonly string[] | undefined;
  readonly policy: Pick<Policy, 'rules' | 'steps'>;
}

/**
 * The problems of numbers in countries that the call is not for. Ten digits after a plus sign are often a number of the US without
 * its 1, and at the same time a number of New Zealand, Malaysia or Finland: hours would be those of a person, and the phone another's.
 */
export function foreignNumbers({ allowedCountries, destinationPhoneNumber, policy }: RequestedNumbers) {
  const ofRules = [...new Set(rulesInForce(policy.rules).flatMap(({ pack }) => pack.countries))];
  const countries = allowedCountries ?? ofRules;
  if (countries.length === 0) return [];
  return [
    { path: ['destinationPhoneNumber'], number: destinationPhoneNumber },
    ...policy.steps.map((step, index) => ({
      path: ['policy', 'steps', index, 'destinationPhoneNumber'],
      number: step.destinationPhoneNumber,
    })),
  ].flatMap(({ path, number }) => {
    // A number that can't be read has its own problem.
    if (number === undefined || !('e164' in readPhoneNumber(number))) return [];
    const its = [...new Set(numberPlace(number).regions.map(countryOf))];
    // Satellite phones belong to no country and need ten digits or more after a code that no country has.
    if (its.some((country) => countries.includes(country)) || (its.length === 0 && !allowedCountries))
      return [];
    // A toll-free number may be of two dozen countries; its own is the first.
    const named = its.slice(0, mostNamed);
    const whose = its.length === 0 ? 'a number of no country' : `a number of ${named.join(' or ')}`;
    const whatIsFor = allowedCountries
      ? `which is not among allowedCountries (${countries.join(', ')})`
      : `but policy.rules are for ${countries.join(', ')}`;
    const all = [...countries, ...named];
    const fix =
      named.length > 0
        ? ` If it is right, set allowedCountries: ${JSON.stringify(all)} (--allowed-countries ${all.join(',')})`
        : '';
    return [{ path, message: `is ${whose}, ${whatIsFor}. ${missingCode(number, countries)}${fix}` }];
  });
}

/** Says so when the number would be valid with the calling code of one of the countries in front. */
function missingCode(number: string, countries: readonly string[]): string {
  const country = countries.find((candidate) => {
    const callingCode = callingCodeOf(candidate);
    const read = readPhoneNumber(`+${callingCode ?? ''}${number.slice(1)}`);
    return callingCode !== undefined && 'e164' in read && phoneNumberFacts(read.e164).isValid;
  });
  return country === undefined
    ? 'Check it.'
    : `It may lack the country code ${callingCodeOf(country) ?? ''} of ${country}: check it.`;
}

const mostNamed = 4;
