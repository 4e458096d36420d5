import { numberPlace } from './number-place';
import type { Place, PlaceSource } from './place';
import { regionsOfPostcode } from './postcodes';
import { canonicalRegion, countryOf, zonesOfRegions } from './regions';

/** What is known about a person. Explicit members take precedence over what the number suggests. */
export interface Callee {
  /** E.164. */
  readonly destinationPhoneNumber: string;
  /** Other numbers of the person, E.164. The person may be where any of the numbers is. @default none */
  readonly otherPhoneNumbers?: readonly string[];
  /** IANA zone. */
  readonly timeZone?: string | undefined;
  /** ISO 3166. */
  readonly region?: string | undefined;
  readonly postcode?: string | undefined;
}

/**
 * Where a person may be, from the first of these that is known:
 *
 * - zones: `timeZone`, `postcode`, `region`, the number, then `unknownTimeZone`;
 * - regions: `region` if it is finer than a country, `postcode`, `region`, then the number.
 *
 * @param unknownTimeZone IANA zone to assume when nothing else is known. @default none
 */
export function placeOf(callee: Callee, unknownTimeZone?: string): Place {
  const region = callee.region === undefined ? undefined : canonicalRegion(callee.region);
  const number = placeOfNumbers([callee.destinationPhoneNumber, ...(callee.otherPhoneNumbers ?? [])]);
  const ofPostcode =
    callee.postcode === undefined
      ? []
      : regionsOfPostcode(callee.postcode, region === undefined ? number.regions : [region]);

  const [zones, zonesFrom] = firstKnown(
    ['time-zone', listOf(callee.timeZone)],
    ['postcode', zonesOfRegions(ofPostcode)],
    ['region', zonesOfRegions(listOf(region))],
    ['number', number.zones],
    ['policy-default', listOf(unknownTimeZone)],
  );
  const [regions, regionsFrom] = firstKnown(
    ['region', listOf(region).filter((code) => code !== countryOf(code))],
    ['postcode', ofPostcode],
    ['region', listOf(region)],
    ['number', number.regions],
  );
  return { zones, regions, zonesFrom, regionsFrom };
}

/** The members of a request about its callee, before the request is validated. */
export interface RequestedCallee extends Omit<Callee, 'otherPhoneNumbers'> {
  readonly policy: {
    readonly steps: readonly { readonly destinationPhoneNumber?: string | undefined }[];
    readonly callingHours?: { readonly timeZone: string; readonly unknownTimeZone: string } | undefined;
  };
}

/** Where the person of a request may be, from all numbers that its policy dials. */
export function placeOfCallee({ policy, ...callee }: RequestedCallee): Place {
  const otherPhoneNumbers = policy.steps.flatMap(
    ({ destinationPhoneNumber }) => destinationPhoneNumber ?? [],
  );
  const unknown = policy.callingHours?.unknownTimeZone;
  return placeOf({ ...callee, otherPhoneNumbers }, unknown === 'refuse' ? undefined : unknown);
}

type Known = readonly [values: readonly string[], from: PlaceSource];

function firstKnown(...sources: (readonly [PlaceSource, readonly string[]])[]): Known {
  const found = sources.find(([, values]) => values.length > 0);
  return found ? [found[1], found[0]] : [[], 'unknown'];
}

function listOf(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}

function placeOfNumbers(numbers: readonly string[]): {
  zones: readonly string[];
  regions: readonly string[];
} {
  const places = [...new Set(numbers)].map(numberPlace);
  return {
    zones: [...new Set(places.flatMap(({ zones }) => zones))],
    regions: [...new Set(places.flatMap(({ regions }) => regions))],
  };
}
