import { countriesOfCallingCode, phoneNumberFacts } from '../phone-number';
import areaRegions from './data/area-regions.json';
import areaZones from './data/area-zones.json';
import { prefixTable } from './prefix-table';
import { countryOf, zonesOfRegion, zonesOfRegions } from './regions';

const regionsOfArea = prefixTable(areaRegions);
const zonesOfArea = prefixTable(areaZones);

/** Where a number was assigned, which suggests where its owner is. Both are empty for a number of no country, such as a satellite's. */
export interface NumberPlace {
  readonly zones: readonly string[];
  readonly regions: readonly string[];
}

export function numberPlace(e164: string): NumberPlace {
  const { country, callingCode, kind } = phoneNumberFacts(e164);
  const sharing = countriesOfCallingCode(callingCode ?? '');
  if (country === undefined) return { zones: zonesOfRegions(sharing), regions: sharing };
  // +1 800 is assigned across the countries that share the calling code, and may ring in Canada.
  const countries = isOfOneCountry(kind) ? [country] : [...new Set([country, ...sharing])];
  if (!isGeographic(kind, callingCode)) return { zones: zonesOfRegions(countries), regions: countries };

  const digits = e164.slice(1);
  const ofArea = regionsOfArea(digits)?.filter((region) => countryOf(region) === country) ?? [];
  const regions = ofArea.length > 0 ? ofArea : countries;
  const hasOneZone = zonesOfRegion(country).length === 1;
  return { zones: (hasOneZone ? undefined : zonesOfArea(digits)) ?? zonesOfRegions(regions), regions };
}

/** A number outside all known ranges gets its country from its first digits. */
function isOfOneCountry(kind: string | undefined): boolean {
  return kind === undefined || ['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(kind);
}

/**
 * Does the number begin with an area code? Like isNumberGeographical of Google's libphonenumber, except that the latter includes
 * the mobiles of Indonesia, most of which have none.
 */
function isGeographic(kind: string | undefined, callingCode: string | undefined): boolean {
  if (kind === 'FIXED_LINE' || kind === 'FIXED_LINE_OR_MOBILE') return true;
  return kind === 'MOBILE' && callingCode !== undefined && mobilesWithAreaCode.includes(callingCode);
}

/** Argentina, Brazil, Mexico. */
const mobilesWithAreaCode = ['54', '55', '52'];
