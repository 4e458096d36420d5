import { placeOfCallee, type RequestedCallee } from './place-of';
import { regionsOfPostcode } from './postcodes';
import { canonicalRegion, countriesOfZone, countryOf } from './regions';

/** Warnings about where the callee may be; none of them stops the call. */
export function placeWarnings(request: RequestedCallee): string[] {
  return [...contradictions(request), ...unusedPostcode(request), ...severalZones(request)];
}

/** A mobile keeps its number abroad, so the request's own members are used. */
function contradictions(request: RequestedCallee): string[] {
  const { timeZone, region } = request;
  const ofNumbers = countriesOf(regionsOfNumbers(request));
  const stated = [
    { what: 'timeZone', countries: timeZone === undefined ? [] : countriesOfZone(timeZone) },
    {
      what: 'region',
      countries: region === undefined ? [] : countriesOf([canonicalRegion(region) ?? region]),
    },
  ];
  return stated
    .filter(({ countries }) => countries.length > 0 && ofNumbers.length > 0)
    .filter(({ countries }) => !countries.some((country) => ofNumbers.includes(country)))
    .map(
      ({ what, countries }) =>
        `${what} is in ${listed(countries)}, but the number is from ${listed(ofNumbers)}: ${what} is used. Check it, unless the person has moved.`,
    );
}

function unusedPostcode(request: RequestedCallee): string[] {
  const { region, postcode } = request;
  if (postcode === undefined) return [];
  const canonical = region === undefined ? undefined : canonicalRegion(region);
  const regions = canonical === undefined ? regionsOfNumbers(request) : [canonical];
  const ofPostcode = regionsOfPostcode(postcode, regions);
  if (ofPostcode.length === 0) {
    return [
      `postcode is not used: it is unknown in ${listed(countriesOf(regions))}. Give timeZone or region.`,
    ];
  }
  const isElsewhere =
    canonical !== undefined && canonical !== countryOf(canonical) && !ofPostcode.includes(canonical);
  return isElsewhere
    ? [
        `postcode is in ${ofPostcode.join(', ')}, but region is ${canonical}: time zones follow the postcode, and rules follow the region. Check them.`,
      ]
    : [];
}

function severalZones(request: RequestedCallee): string[] {
  if (request.policy.callingHours?.timeZone !== 'recipient') return [];
  const { zones, zonesFrom } = placeOfCallee(request);
  if (zones.length < 2 || zonesFrom !== 'number') return [];
  return [
    `The number may be in ${listed(zones, 'time zones')}: dialing is limited to hours that are permitted in all of them. Give timeZone, region or postcode.`,
  ];
}

function regionsOfNumbers({ destinationPhoneNumber, policy }: RequestedCallee): readonly string[] {
  return placeOfCallee({ destinationPhoneNumber, policy }).regions;
}

function countriesOf(regions: readonly string[]): string[] {
  return [...new Set(regions.map(countryOf))];
}

/** Most names in a warning; a number without an area may be in dozens of zones and countries. */
const mostNamed = 4;

function listed(names: readonly string[], what = 'countries'): string {
  return names.length > mostNamed ? `${names.length} ${what}` : names.join(', ');
}
