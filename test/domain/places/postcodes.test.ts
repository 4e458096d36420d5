import assert from 'node:assert/strict';
import { usZipPrefixes } from '../../../src/domain/places/data/us-zip-prefixes';
import { regionsOfPostcode } from '../../../src/domain/places/postcodes';
import { canonicalRegion } from '../../../src/domain/places/regions';

describe('regionsOfPostcode', () => {
  for (const [country, postcode, ...regions] of [
    ['US', '98101', 'US-WA'],
    ['US', '98101-1234', 'US-WA'],
    ['US-CA', '10001', 'US-NY'],
    ['US', '83414', 'US-ID', 'US-WY'],
    ['US', '06390', 'US-CT', 'US-NY'],
    ['US', '00501', 'US-NY'],
    ['US', '00901', 'PR'],
    ['PR', '00901', 'PR'],
    ['US', '96910', 'FM', 'GU', 'MH', 'MP', 'PW'],
    ['US', '96799', 'US-HI', 'AS'],
    // Of the armed forces, not in use, and no ZIP code.
    ['US', '09012'],
    ['US', '00100'],
    ['US', '9810'],
    ['US', 'SW1A 1AA'],
    ['CA', 'M5V 1A1', 'CA-ON'],
    ['CA', 'm5v1a1', 'CA-ON'],
    ['CA', 'V6B', 'CA-BC'],
    ['CA', 'X0A 0H0', 'CA-NT', 'CA-NU'],
    ['CA', 'D1A 1A1'],
    ['AU', '2000', 'AU-NSW'],
    ['AU', '2600', 'AU-ACT', 'AU-NSW'],
    ['AU', '0800', 'AU-NT'],
    ['AU', '0872', 'AU-NT', 'AU-SA', 'AU-WA'],
    ['AU', '2899', 'NF'],
    ['AU', '6798', 'CX'],
    ['AU', '9999', 'AU-QLD'],
    ['AU', '800'],
    ['FR', '75001', 'FR'],
    ['FR', '20000', 'FR'],
    ['FR', '97400', 'RE'],
    ['FR', '97150', 'MF'],
    ['FR', '97110', 'GP'],
    ['RE', '75001', 'FR'],
    ['FR', '98800', 'NC'],
    ['FR', '99000'],
    ['DE', '10115'],
  ] as const) {
    it(`${postcode} of ${country} is in ${regions.join(', ') || 'no place that is known'}`, () => {
      assert.deepEqual([...regionsOfPostcode(postcode, [country])].sort(), [...regions].sort());
    });
  }

  it('looks in all countries of which the person may be', () => {
    assert.deepEqual(regionsOfPostcode('98101', ['US', 'CA', 'BS']), ['US-WA']);
    assert.deepEqual(regionsOfPostcode('M5V 1A1', ['US', 'CA', 'BS']), ['CA-ON']);
  });

  it('knows a ZIP code of every state and territory', () => {
    const known = Object.keys(usZipPrefixes);
    assert.equal(known.filter((code) => code.startsWith('US-')).length, 51);
    assert.deepEqual(
      known.filter((code) => canonicalRegion(code) !== code),
      [],
    );
  });
});
