import assert from 'node:assert/strict';
import { destinationGuardSchema, whyGuarded } from '../../src/domain/destination-guard';

describe('the guard against toll fraud', () => {
  const guard = destinationGuardSchema.parse({ allowedCountries: ['US', 'CA'], deniedPrefixes: ['+1900'] });

  for (const number of ['+12065550100', '+16045550100']) {
    it(`lets ${number} be called`, () => {
      assert.equal(whyGuarded(guard, number), undefined);
    });
  }

  for (const [number, why] of [
    ['+33155500100', /FR is not among guard\.allowedCountries/],
    ['+19005551234', /begin with \+1900 are denied/],
    ['+88213001234', /unknown country is not among/],
  ] as const) {
    it(`keeps ${number} from being called, and says which setting does`, () => {
      assert.match(whyGuarded(guard, number) ?? '', why);
    });
  }

  it('guards nothing unless it is configured', () => {
    assert.equal(whyGuarded(destinationGuardSchema.parse({}), '+88213001234'), undefined);
  });

  it('refuses settings that would guard nothing by mistake', () => {
    assert.throws(() => destinationGuardSchema.parse({ allowedCountries: ['usa'] }), /ISO 3166/);
    assert.throws(() => destinationGuardSchema.parse({ deniedPrefixes: ['1900'] }), /E\.164/);
    for (const prefix of ['+11900', '+440', '+4407', '+8190', '+390', '+870', '+1', '+79', '+999', '+5215']) {
      const denies = destinationGuardSchema.safeParse({ deniedPrefixes: [prefix] }).success;
      assert.equal(denies, ['+8190', '+390', '+870', '+1', '+79'].includes(prefix), prefix);
    }
  });
});
