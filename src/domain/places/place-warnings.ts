import { placeOfCallee, type RequestedCallee } from './place-of';
import { regionsOfPostcode } from './postcodes';
import { canonicalRegion, countriesOfZone, countryOf } from './regions';

/** What someone should know beforehand about where a request seeks its callee; none of it stops the call. */
export function placeWarnings(request: RequestedCallee): string[] {
  return [...contradictions(request), ...unusedPostcode(request), ...severalZones(request)];
}

/** A mobile keeps its number abroad, so what the request says is taken. */
function contradictions(request: RequestedCallee): string[] {
  const { timeZone, region } = request;
  const ofNumbers = countriesOf(regionsOfNumbers(request));
  const said = [
    { what: 'timeZone', countries: timeZone === undefined ? [] : countriesOfZone(timeZone) },
    {
      what: 'region',
      countries: region === undefined ? [] : countriesOf([canonicalRegion(region) ?? region]),
    },
  ];
  return said
    .filter(({ countries }) => countries.length > 0 && ofNumbers.length > 0)
    .filter(({ countries }) => !countries.some((country) => ofNumbers.includes(country)))
    .map(
      ({ what, countries }) =>
        `${what} is in ${listed(countries)}, and the number is of ${listed(ofNumbers)}: ${what} is taken. Check it, unless the person has moved.`,
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
      `postcode is not used: none such is known in ${listed(countriesOf(regions))}. Give timeZone or region.`,
    ];
  }
  const isElsewhere =
    canonical !== undefined && canonical !== countryOf(canonical) && !ofPostcode.includes(canonical);
  return isElsewhere
    ? [
        `postcode is in ${ofPostcode.join(', ')}, and region is ${canonical}: clocks are read there, and rules are those of the region. Check them.`,
      ]
    : [];
}

function severalZones(request: RequestedCallee): string[] {
  if (request.policy.callingHours?.timeZone !== 'recipient') return [];
  const { zones, zonesFrom } = placeOfCallee(request);
  if (zones.length < 2 || zonesFrom !== 'number') return [];
  return [
    `The number may be in ${listed(zones, 'time zones')}: dialing is limited to hours that are allowed in all of them. Give timeZone, region or postcode.`,
  ];
}

function regionsOfNumbers({ destinationPhoneNumber, policy }: RequestedCallee): readonly string[] {
  return placeOfCallee({ destinationPhoneNumber, policy }).regions;
}

function countriesOf(regions: readonly string[]): string[] {
  return [...new Set(regions.map(countryOf))];
}

/** The most that are named; a number of no area may be in dozens of zones and countries. */
const mostNamed = 4;

function listed(names: readonly string[], what = 'countries'): string {
  return names.length > mostNamed ? `${names.length} ${what}` : names.join(', ');
}
