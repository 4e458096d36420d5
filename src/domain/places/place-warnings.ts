import { numberPlace } from './number-place';
import { placeOfCallee, type RequestedCallee } from './place-of';
import { regionsOfPostcode } from './postcodes';
import { canonicalRegion, countriesOfZone, countryOf } from './regions';

/** What someone should know beforehand about where a request seeks its callee; none of it stops the call. */
export function placeWarnings(request: RequestedCallee): string[] {
  return [...contradictions(request), ...unusedPostcode(request), ...severalZones(request)];
}

/** A mobile keeps its number abroad, so what the request says is taken. */
function contradictions({ destinationPhoneNumber, timeZone, region }: RequestedCallee): string[] {
  const ofNumber = numberPlace(destinationPhoneNumber).regions.map(countryOf);
  const said = [
    { what: 'timeZone', countries: timeZone === undefined ? [] : countriesOfZone(timeZone) },
    { what: 'region', countries: region === undefined ? [] : [countryOf(canonicalRegion(region) ?? region)] },
  ];
  return said
    .filter(({ countries }) => countries.length > 0 && ofNumber.length > 0)
    .filter(({ countries }) => !countries.some((country) => ofNumber.includes(country)))
    .map(
      ({ what, countries }) =>
        `${what} is in ${countries.join(', ')}, and the number is of ${ofNumber.join(', ')}: ${what} is taken. Check it, unless the person has moved.`,
    );
}

function unusedPostcode({ destinationPhoneNumber, region, postcode }: RequestedCallee): string[] {
  if (postcode === undefined) return [];
  const canonical = region === undefined ? undefined : canonicalRegion(region);
  const regions = canonical === undefined ? numberPlace(destinationPhoneNumber).regions : [canonical];
  const ofPostcode = regionsOfPostcode(postcode, regions);
  if (ofPostcode.length === 0) {
    return [
      `postcode is not used: none such is known in ${regions.map(countryOf).join(', ')}. Give timeZone or region.`,
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

/** The most zones that are named; a number of no area may be in dozens. */
const mostNamed = 4;

function severalZones(request: RequestedCallee): string[] {
  if (request.policy.callingHours?.timeZone !== 'recipient') return [];
  const { zones, zonesFrom } = placeOfCallee(request);
  if (zones.length < 2 || zonesFrom !== 'number') return [];
  const named = zones.length > mostNamed ? `${zones.length} time zones` : zones.join(', ');
  return [
    `The number may be in ${named}: dialing is limited to hours that are allowed in all of them. Give timeZone, region or postcode.`,
  ];
}
