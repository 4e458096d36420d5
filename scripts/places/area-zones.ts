import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { zonesOfRegion } from '../../src/domain/places/regions';
import { corrected, correctedPrefixes } from './corrections';
import { timeZoneMetadata } from './metadata';
import { byAnswer } from './table';

/**
 * Zones → number prefixes, for countries with several zones. Without the answers for whole countries, for which
 * src/domain/places/data/divided-countries.ts is better.
 */
export function areaZones(): Record<string, string> {
  const callingCodes: string[] = getCountries()
    .filter((country) => zonesOfRegion(country).length > 1)
    .map((country) => getCountryCallingCode(country));
  const metadata = timeZoneMetadata();
  const prefixes = [...new Set([...Object.keys(metadata), ...correctedPrefixes])];
  const answers = prefixes.flatMap((prefix) => {
    const isOfArea = callingCodes.some((code) => prefix.startsWith(code) && prefix.length > code.length);
    const zones = isOfArea ? longestMatch(metadata, prefix)?.split('&') : undefined;
    const answer = zones && corrected(prefix, zones);
    return answer ? [[prefix, answer.join(' ')] as const] : [];
  });
  return byAnswer(new Map(answers));
}

function longestMatch(table: Readonly<Record<string, string>>, digits: string): string | undefined {
  for (let length = digits.length; length > 0; length -= 1) {
    const answer = table[digits.slice(0, length)];
    if (answer !== undefined) return answer;
  }
  return undefined;
}
