import { numberPlace } from './number-place';
import type { Place, PlaceSource } from './place';
import { regionsOfPostcode } from './postcodes';
import { canonicalRegion, countryOf, zonesOfRegions } from './regions';

/** What is known of a person. What they say of themselves goes before what their number tells. */
export interface Callee {
  /** E.164. */
  readonly destinationPhoneNumber: string;
  /** Other numbers of the person, E.164: what any of them tells is possible. @default none */
  readonly otherPhoneNumbers?: readonly string[];
  /** IANA zone. */
  readonly timeZone?: string | undefined;
  /** ISO 3166. */
  readonly region?: string | undefined;
  readonly postcode?: string | undefined;
}

/**
 * Where a person may be, by the first of these that tells it:
 *
 * - zones: `timeZone`, `postcode`, `region`, the number, then `unknownTimeZone`;
 * - regions: `region` where it is finer than a country, `postcode`, `region`, then the number.
 *
 * @param unknownTimeZone IANA zone of those of whom nothing is known. @default none
 */
export function placeOf(callee: Callee, unknownTimeZone?: string): Place {
  const region = callee.region === undefined ? undefined : canonicalRegion(callee.region);
  const number = placeOfNumbers([callee.destinationPhoneNumber, ...(callee.otherPhoneNumbers ?? [])]);
  const ofPostcode =
    callee.postcode === undefined
      ? []
      : regionsOfPostcode(callee.postcode, region === undefined ? number.regions : [region]);

  const [zones, zonesFrom] = firstTold(
    ['time-zone', told(callee.timeZone)],
    ['postcode', zonesOfRegions(ofPostcode)],
    ['region', zonesOfRegions(told(region))],
    ['number', number.zones],
    ['policy-default', told(unknownTimeZone)],
  );
  const [regions, regionsFrom] = firstTold(
    ['region', told(region).filter((code) => code !== countryOf(code))],
    ['postcode', ofPostcode],
    ['region', told(region)],
    ['number', number.regions],
  );
  return { zones, regions, zonesFrom, regionsFrom };
}

/** What a request says of its callee, before it is known to be a good one. */
export interface RequestedCallee extends Omit<Callee, 'otherPhoneNumbers'> {
  readonly policy: {
    readonly steps: readonly { readonly destinationPhoneNumber?: string | undefined }[];
    readonly callingHours?: { readonly timeZone: string; readonly unknownTimeZone: string } | undefined;
  };
}

/** Where the person of a request may be, by all of the numbers that its policy dials. */
export function placeOfCallee({ policy, ...callee }: RequestedCallee): Place {
  const otherPhoneNumbers = policy.steps.flatMap(
    ({ destinationPhoneNumber }) => destinationPhoneNumber ?? [],
  );
  const unknown = policy.callingHours?.unknownTimeZone;
  return placeOf({ ...callee, otherPhoneNumbers }, unknown === 'refuse' ? undefined : unknown);
}

type Told = readonly [values: readonly string[], from: PlaceSource];

function firstTold(...sources: (readonly [PlaceSource, readonly string[]])[]): Told {
  const found = sources.find(([, values]) => values.length > 0);
  return found ? [found[1], found[0]] : [[], 'unknown'];
}

function told(value: string | undefined): readonly string[] {
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
