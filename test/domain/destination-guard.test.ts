import assert from 'node:assert/strict';
import { destinationGuardSchema, dialCapOf, whyGuarded } from '../../src/domain/destination-guard';

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

  it('guards only against numbers that cost extra unless it is configured otherwise', () => {
    const usual = destinationGuardSchema.parse({});
    assert.equal(whyGuarded(usual, '+88213001234'), undefined);
    const countries = destinationGuardSchema.parse({ allowedCountries: ['US', 'GB', 'FR', 'DE', 'LV'] });
    for (const number of [
      '+19005551234',
      '+449098790000',
      '+448714960000',
      '+33899123456',
      '+499001234567',
      '+37190012345',
    ]) {
      assert.match(
        whyGuarded(usual, number) ?? '',
        /of the kind (PREMIUM_RATE|SHARED_COST) are denied/,
        number,
      );
      assert.ok(whyGuarded(countries, number), number);
      assert.equal(whyGuarded(destinationGuardSchema.parse({ deniedKinds: [] }), number), undefined, number);
    }
  });

  it('denies other kinds of numbers instead, if configured', () => {
    const guarding = destinationGuardSchema.parse({ deniedKinds: ['TOLL_FREE'] });
    assert.match(whyGuarded(guarding, '+18005550100') ?? '', /kind TOLL_FREE/);
    assert.equal(whyGuarded(guarding, '+19005551234'), undefined);
  });

  it('caps the dials of a day by country: its own cap, else that of the others, else none', () => {
    const capped = destinationGuardSchema.parse({ dialsPerDay: { US: 100, other: 5 } });
    assert.deepEqual(dialCapOf(capped, '+12065550100'), { country: 'US', most: 100 });
    assert.deepEqual(dialCapOf(capped, '+33155500100'), { country: 'FR', most: 5 });
    assert.deepEqual(dialCapOf(capped, '+88213001234'), { country: 'none', most: 5 });
    const one = destinationGuardSchema.parse({ dialsPerDay: { US: 100 } });
    assert.equal(dialCapOf(one, '+33155500100'), undefined);
  });

  it('refuses settings that would guard nothing by mistake', () => {
    assert.throws(() => destinationGuardSchema.parse({ allowedCountries: ['usa'] }), /ISO 3166/);
    assert.throws(() => destinationGuardSchema.parse({ deniedPrefixes: ['1900'] }), /E\.164/);
    assert.throws(() => destinationGuardSchema.parse({ deniedKinds: ['PREMIUM'] }), /PREMIUM_RATE/);
    assert.throws(() => destinationGuardSchema.parse({ dialsPerDay: { usa: 5 } }), /ISO 3166/);
    for (const prefix of ['+11900', '+440', '+4407', '+8190', '+390', '+870', '+1', '+79', '+999', '+5215']) {
      const denies = destinationGuardSchema.safeParse({ deniedPrefixes: [prefix] }).success;
      assert.equal(denies, ['+8190', '+390', '+870', '+1', '+79'].includes(prefix), prefix);
    }
  });
});
