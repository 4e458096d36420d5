import { z } from 'zod';
import countryZones from './data/country-zones.json';
import { dividedCountries } from './data/divided-countries';
import subdivisions from './data/subdivisions.json';
import { territories } from './data/territories';
import { words } from './words';

/** A country (ISO 3166-1, `FR`) or a region of one (ISO 3166-2, `US-WA`). */
export const region = z
  .string({ error: 'expected a country or region such as "US-WA" or "FR"' })
  .superRefine((code, context) => {
    if (canonicalRegion(code) === undefined) {
      context.addIssue({ code: 'custom', message: whatIsWrongWith(code) });
    }
  });

/** The code that this package uses for a region (`PR` for `US-PR`), or undefined when it does not exist. */
export function canonicalRegion(code: string): string | undefined {
  const country = countryOf(code);
  if (code === country) return zonesByCountry.has(code) ? code : undefined;
  const known = subdivisionsByCountry.get(country)?.has(code.slice(country.length + 1));
  return known ? (territories[code] ?? code) : undefined;
}

/** `US` of `US-WA`. */
export function countryOf(region: string): string {
  return region.split('-', 1)[0] ?? region;
}

/** IANA zones of a canonical region; empty if it does not exist. */
export function zonesOfRegion(region: string): readonly string[] {
  return zonesByRegion.get(region) ?? zonesByCountry.get(countryOf(region)) ?? [];
}

/** IANA zones of several regions, each once. */
export function zonesOfRegions(regions: readonly string[]): readonly string[] {
  return [...new Set(regions.flatMap(zonesOfRegion))];
}

/** Canonical codes of the countries that use a zone; empty if they use another name for it. */
export function countriesOfZone(zone: string): readonly string[] {
  return Object.entries(countryZones).flatMap(([country, zones]) =>
    words(zones).includes(zone) ? [country] : [],
  );
}

const subdivisionsByCountry = new Map(
  Object.entries(subdivisions).map(([country, codes]) => [country, new Set(words(codes))]),
);

const zonesByCountry: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(countryZones).map(([country, zones]) => [
    country,
    words(dividedCountries[country]?.zones ?? zones),
  ]),
);

const zonesByRegion: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(dividedCountries).flatMap(([country, { regions }]) =>
    Object.entries(regions).flatMap(([zones, codes]) =>
      words(codes).map((code) => [`${country}-${code}`, words(zones)] as const),
    ),
  ),
);

function whatIsWrongWith(code: string): string {
  const upper = code.toUpperCase();
  if (canonicalRegion(upper) !== undefined) return 'must be in capitals';
  if (code === 'UK') return 'is not an ISO 3166 code. The code of the United Kingdom is "GB"';
  const country = countryOf(upper);
  return zonesByCountry.has(country) && upper !== country
    ? `is not a region of ${JSON.stringify(country)} in ISO 3166-2. Give the region's code, or ${JSON.stringify(country)} alone`
    : 'is not an ISO 3166 code of a country or region. Write one such as "US-WA" or "FR"';
}
