import assert from 'node:assert/strict';
import { getCountries } from 'libphonenumber-js/max';
import { isTimeZone } from '../../../src/domain/hours/time-zone';
import countryZones from '../../../src/domain/places/data/country-zones.json';
import { dividedCountries } from '../../../src/domain/places/data/divided-countries';
import subdivisions from '../../../src/domain/places/data/subdivisions.json';
import { territories } from '../../../src/domain/places/data/territories';
import { canonicalRegion, region, zonesOfRegion } from '../../../src/domain/places/regions';
import { words } from '../../../src/domain/places/words';
import { clockOf, clocksOf } from './clock';

const everyRegion = [
  ...Object.keys(countryZones),
  ...Object.entries(subdivisions).flatMap(([country, codes]) =>
    words(codes).map((code) => `${country}-${code}`),
  ),
];

/** Where nobody has a telephone number, or the zone is not the official time. */
const leftOut = ['Antarctica/Macquarie', 'America/Danmarkshavn', 'Asia/Urumqi'];

describe('a region', () => {
  it('has zones, whichever of ISO 3166 it is, and all of them are zones that every worker knows', () => {
    assert.equal(everyRegion.length > 5_000, true);
    const zonesOf = (code: string) => {
      const canonical = canonicalRegion(code);
      return canonical === undefined ? [] : zonesOfRegion(canonical);
    };
    assert.deepEqual(
      everyRegion.filter((code) => zonesOf(code).length === 0),
      [],
    );
    const zones = [...new Set(everyRegion.flatMap(zonesOf))];
    assert.deepEqual(
      zones.filter((zone) => !isTimeZone(zone)),
      [],
    );
  });

  it('is every country that has telephone numbers', () => {
    assert.deepEqual(
      getCountries().filter((country) => canonicalRegion(country) !== country),
      [],
    );
  });

  it('has one zone for each clock of its country, by the time-zone data of this machine', () => {
    for (const [country, all] of Object.entries(countryZones)) {
      const clocks = clocksOf(words(all).filter((zone) => !leftOut.includes(zone)));
      assert.deepEqual(clocksOf(zonesOfRegion(country)), clocks, country);
    }
  });

  it('has the zones that Intl knows of its country', () => {
    const differ = getCountries().filter((country) => {
      const known = zonesOfLocale(country).filter((zone) => !leftOut.includes(zone));
      const clocks = clocksOf(zonesOfRegion(country));
      return known.length > 0 && !known.every((zone) => clocks.includes(clockOf(zone)));
    });
    assert.deepEqual(differ, []);
  });

  for (const [country, { zones, regions }] of Object.entries(dividedCountries)) {
    it(`${country}: every subdivision is in the table once, or none is`, () => {
      const inTable = Object.values(regions).flatMap(words);
      assert.equal(new Set(inTable).size, inTable.length);
      const own = words(Object.entries(subdivisions).find(([code]) => code === country)?.[1] ?? '');
      const without = own.filter((code) => territories[`${country}-${code}`] === undefined);
      if (inTable.length > 0) assert.deepEqual([...inTable].sort(), [...without].sort());
      // Between them they have the clocks of the country.
      const clocks = clocksOf(Object.keys(regions).flatMap(words));
      if (inTable.length > 0) assert.deepEqual(clocks, clocksOf(words(zones)));
    });
  }

  it('that has a country code of its own uses that', () => {
    assert.equal(canonicalRegion('US-PR'), 'PR');
    assert.equal(canonicalRegion('FR-974'), 'RE');
    assert.deepEqual(zonesOfRegion('RE'), ['Indian/Reunion']);
  });

  for (const [code, message] of [
    ['us-wa', /must be in capitals/],
    ['UK', /United Kingdom is "GB"/],
    ['US-ZZ', /not a region of "US".*"US" alone/],
    ['WA', /not an ISO 3166 code.*"US-WA" or "FR"/],
    ['Washington', /not an ISO 3166 code/],
    ['', /not an ISO 3166 code/],
    ['US-', /not a region of "US"/],
    [7, /expected a country or region such as "US-WA" or "FR"/],
  ] as const) {
    it(`${JSON.stringify(code)} is refused, saying what to write`, () => {
      const parsed = region.safeParse(code);
      assert.match(parsed.error?.issues[0]?.message ?? '', message);
    });
  }
});

/** A getter where V8 is old, a method where it is new. */
function zonesOfLocale(country: string): readonly string[] {
  const locale: Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] } = new Intl.Locale(
    `und-${country}`,
  );
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
