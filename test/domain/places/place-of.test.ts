import assert from 'node:assert/strict';
import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { isTimeZone } from '../../../src/domain/hours/time-zone';
import countryZones from '../../../src/domain/places/data/country-zones.json';
import { placeOf, placeOfCallee, type Callee } from '../../../src/domain/places/place-of';
import { canonicalRegion } from '../../../src/domain/places/regions';
import { words } from '../../../src/domain/places/words';
import { anyZone } from '../arbitraries';

describe('a number shows', () => {
  for (const [of, number, zones, regions] of [
    ['a state', '+12065550100', 'America/Los_Angeles', 'US-WA'],
    ['both zones of the panhandle of Florida', '+18505550100', 'America/New_York America/Chicago', 'US-FL'],
    ['one zone of the rest of Florida', '+13055550100', 'America/New_York', 'US-FL'],
    ['one zone of a new area code of Florida', '+16895550100', 'America/New_York', 'US-FL'],
    ['eastern Tennessee', '+14235550100', 'America/New_York America/Chicago', 'US-TN'],
    ['Arizona with the Navajo Nation', '+19285550100', 'America/Phoenix America/Denver', 'US-AZ'],
    ['Phoenix without it', '+16025550100', 'America/Phoenix', 'US-AZ'],
    ['El Paso', '+19155550100', 'America/Denver', 'US-TX'],
    ['an area code of two provinces', '+19025550100', 'America/Halifax', 'CA-NS CA-PE'],
    [
      'an area code of three territories',
      '+18675550100',
      'America/Edmonton America/Inuvik America/Iqaluit America/Atikokan America/Rankin_Inlet America/Cambridge_Bay America/Whitehorse',
      'CA-NT CA-NU CA-YT',
    ],
    ['Saskatchewan', '+14745550100', 'America/Regina America/Edmonton', 'CA-SK'],
    ['Newfoundland, half an hour off', '+17095550100', 'America/St_Johns America/Goose_Bay', 'CA-NL'],
    ['the Bahamas', '+12423225550', 'America/Nassau', 'BS'],
    ['Jamaica', '+18765550100', 'America/Jamaica', 'JM'],
    ['Jamaica by its newer area code', '+16585550100', 'America/Jamaica', 'JM'],
    ['the Dominican Republic', '+18295550100', 'America/Santo_Domingo', 'DO'],
    ['Trinidad, though the exchange is not known', '+18685551234', 'America/Port_of_Spain', 'TT'],
    ['Puerto Rico', '+17875550100', 'America/Puerto_Rico', 'PR'],
    ['Guam', '+16716355550', 'Pacific/Guam', 'GU'],
    ['Moscow', '+74951234567', 'Europe/Moscow', 'RU'],
    ['Kaliningrad', '+74012123456', 'Europe/Kaliningrad', 'RU'],
    ['Saratov', '+78452123456', 'Europe/Saratov', 'RU'],
    ['Kazakhstan', '+77172123456', 'Asia/Almaty', 'KZ'],
    ['a mobile of Kazakhstan', '+77011234567', 'Asia/Almaty', 'KZ'],
    [
      'all of Russia of a mobile',
      '+79161234567',
      'Europe/Kaliningrad Europe/Moscow Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Irkutsk Asia/Yakutsk Asia/Vladivostok Asia/Magadan Asia/Kamchatka',
      'RU',
    ],
    [
      'all of Australia of a mobile',
      '+61412345678',
      'Australia/Sydney Australia/Brisbane Australia/Adelaide Australia/Darwin Australia/Perth Australia/Eucla Australia/Lord_Howe',
      'AU',
    ],
    ['Sydney', '+61292345678', 'Australia/Sydney', 'AU-ACT AU-NSW AU-VIC'],
    [
      'Queensland and the north of New South Wales',
      '+61740312345',
      'Australia/Brisbane Australia/Sydney',
      'AU-NSW AU-QLD',
    ],
    [
      'three states with three clocks',
      '+61889812345',
      'Australia/Adelaide Australia/Darwin Australia/Perth',
      'AU-NSW AU-NT AU-SA AU-WA',
    ],
    ['Christmas Island', '+61891641234', 'Indian/Christmas', 'CX'],
    ['Guernsey', '+441481712345', 'Europe/Guernsey', 'GG'],
    ['a mobile of Guernsey', '+447781123456', 'Europe/Guernsey', 'GG'],
    ['Jersey', '+441534712345', 'Europe/Jersey', 'JE'],
    ['a mobile of Great Britain', '+447400123456', 'Europe/London', 'GB'],
    ['Réunion', '+262262161234', 'Indian/Reunion', 'RE'],
    ['a mobile of Réunion', '+262692123456', 'Indian/Reunion', 'RE'],
    ['Mayotte', '+262269601234', 'Indian/Mayotte', 'YT'],
    ['a mobile of Mayotte', '+262639012345', 'Indian/Mayotte', 'YT'],
    ['the Vatican', '+390669812345', 'Europe/Vatican', 'VA'],
    ['Åland', '+358181234567', 'Europe/Mariehamn', 'AX'],
    ['the Canary Islands', '+34928123456', 'Atlantic/Canary', 'ES'],
    ['a mobile of Spain or its islands', '+34612345678', 'Europe/Madrid Atlantic/Canary', 'ES'],
    ['Recife, with its archipelago', '+558134567890', 'America/Recife America/Noronha', 'BR-PE'],
    ['Brasília and the towns around it', '+556134567890', 'America/Sao_Paulo', 'BR-DF BR-GO'],
    ['a mobile of Manaus', '+5592981234567', 'America/Manaus America/Eirunepe', 'BR-AM'],
    ['Chihuahua', '+526141234567', 'America/Chihuahua', 'MX'],
    ['Punta Arenas', '+56612223344', 'America/Punta_Arenas', 'CL'],
    ['all of Indonesia of a mobile', '+6281234567890', 'Asia/Jakarta Asia/Makassar Asia/Jayapura', 'ID'],
    [
      'Kiribati on both sides of the date line',
      '+68675021234',
      'Pacific/Tarawa Pacific/Kanton Pacific/Kiritimati',
      'KI',
    ],
    ['Samoa', '+6857212345', 'Pacific/Apia', 'WS'],
    ['American Samoa across the date line', '+16846331234', 'Pacific/Pago_Pago', 'AS'],
    ['India, half an hour off', '+919812345678', 'Asia/Kolkata', 'IN'],
    ['Nepal, a quarter of an hour off', '+9779812345678', 'Asia/Kathmandu', 'NP'],
    ['the Chatham Islands', '+6433050123', 'Pacific/Chatham', 'NZ'],
    [
      'Algeria, where the metadata of numbers has the clock of Paris',
      '+213551234567',
      'Africa/Algiers',
      'DZ',
    ],
    ['one zone of Germany', '+4930123456', 'Europe/Berlin', 'DE'],
    ['no place of a toll-free number of all the world', '+80012345678', '', ''],
    ['no place of a satellite’s', '+870773111632', '', ''],
    ['nothing where there is no such number', '+999123', '', ''],
  ] as const) {
    it(`${of}: ${number}`, () => {
      const place = placeOf({ destinationPhoneNumber: number });
      assert.deepEqual(sorted(place.zones), sorted(words(zones)));
      assert.deepEqual(sorted(place.regions), sorted(words(regions)));
      assert.equal(place.zonesFrom, zones === '' ? 'unknown' : 'number');
      assert.equal(place.regionsFrom, regions === '' ? 'unknown' : 'number');
    });
  }

  it('any country that shares the calling code, where it is toll-free', () => {
    const { zones, regions } = placeOf({ destinationPhoneNumber: '+18005550100' });
    assert.deepEqual(regions.slice(0, 1), ['US']);
    assert.ok(['CA', 'JM', 'GU', 'DO'].every((country) => regions.includes(country)));
    assert.ok(['America/St_Johns', 'Pacific/Honolulu', 'Pacific/Guam'].every((zone) => zones.includes(zone)));
    assert.deepEqual(placeOf({ destinationPhoneNumber: '+78001234567' }).regions, ['RU', 'KZ']);
    assert.deepEqual(placeOf({ destinationPhoneNumber: '+33800123456' }).zones, ['Europe/Paris']);
  });

  it('together with the person’s other numbers where they may be', () => {
    const place = placeOf({ destinationPhoneNumber: '+12065550100', otherPhoneNumbers: ['+12125550100'] });
    assert.deepEqual(place.zones, ['America/Los_Angeles', 'America/New_York']);
    assert.deepEqual(place.regions, ['US-WA', 'US-NY']);
  });
});

describe('placeOf', () => {
  const seattle = { destinationPhoneNumber: '+12065550100' };
  for (const [told, callee, zones, zonesFrom, regions, regionsFrom] of [
    ['a zone', { timeZone: 'Asia/Tokyo', region: 'US-NY' }, 'Asia/Tokyo', 'time-zone', 'US-NY', 'region'],
    ['a zone, and no region', { timeZone: 'Asia/Tokyo' }, 'Asia/Tokyo', 'time-zone', 'US-WA', 'number'],
    ['a postcode', { postcode: '10001' }, 'America/New_York', 'postcode', 'US-NY', 'postcode'],
    [
      'a country, and a postcode of it',
      { region: 'US', postcode: '32501' },
      'America/New_York America/Chicago',
      'postcode',
      'US-FL',
      'postcode',
    ],
    [
      'a region, and the postcode of another',
      { region: 'US-CA', postcode: '10001' },
      'America/New_York',
      'postcode',
      'US-CA',
      'region',
    ],
    [
      'a region, and a postcode that is of no use',
      { region: 'DE-BY', postcode: '80331' },
      'Europe/Berlin',
      'region',
      'DE-BY',
      'region',
    ],
    ['a region that is a country', { region: 'US-PR' }, 'America/Puerto_Rico', 'region', 'PR', 'region'],
  ] as const) {
    it(`given ${told}, prefers what the request says to what the number shows`, () => {
      assert.deepEqual(placeOf({ ...seattle, ...callee }), {
        zones: words(zones),
        zonesFrom,
        regions: [regions],
        regionsFrom,
      });
    });
  }

  it('takes the policy’s zone only of those of whom nothing is known', () => {
    assert.deepEqual(placeOf({ destinationPhoneNumber: '+870773111632' }, 'Europe/Oslo'), {
      zones: ['Europe/Oslo'],
      zonesFrom: 'policy-default',
      regions: [],
      regionsFrom: 'unknown',
    });
    assert.equal(placeOf(seattle, 'Europe/Oslo').zonesFrom, 'number');
  });

  it('finds a postcode in any of the countries that a number may be of', () => {
    const tollFree = { destinationPhoneNumber: '+18005550100' };
    assert.deepEqual(placeOf({ ...tollFree, postcode: 'M5V 1A1' }).regions, ['CA-ON']);
    assert.deepEqual(placeOf({ ...tollFree, postcode: '98101' }).regions, ['US-WA']);
  });

  it('of a request counts the numbers of its steps, and reads "refuse" as no zone', () => {
    const step = (destinationPhoneNumber?: string) => ({ destinationPhoneNumber });
    const policy = {
      steps: [step(), step('+12125550100'), step('+12065550100')],
      callingHours: { timeZone: 'recipient', unknownTimeZone: 'refuse' },
    };
    const { zones } = placeOfCallee({ ...seattle, policy });
    assert.deepEqual(zones, ['America/Los_Angeles', 'America/New_York']);
    const nowhere = { destinationPhoneNumber: '+870773111632' };
    assert.deepEqual(placeOfCallee({ ...nowhere, policy: { ...policy, steps: [] } }).zones, []);
  });

  it('always answers with zones that every worker knows, regions that exist, each once, and where they are from', () => {
    fc.assert(
      fc.property(anyCallee, fc.option(anyZone, { nil: undefined }), (callee, unknownTimeZone) => {
        const { zones, zonesFrom, regions, regionsFrom } = placeOf(callee, unknownTimeZone);
        assert.ok(zones.every(isTimeZone));
        assert.ok(regions.every((region) => canonicalRegion(region) === region));
        assert.equal(new Set(zones).size, zones.length);
        assert.equal(new Set(regions).size, regions.length);
        assert.equal(zonesFrom === 'unknown', zones.length === 0);
        assert.equal(regionsFrom === 'unknown', regions.length === 0);
      }),
    );
  });

  it('of a person whose zone is given names that zone', () => {
    fc.assert(
      fc.property(anyCallee, anyZone, (callee, timeZone) => {
        const { zones, zonesFrom } = placeOf({ ...callee, timeZone });
        assert.deepEqual({ zones, zonesFrom }, { zones: [timeZone], zonesFrom: 'time-zone' });
      }),
    );
  });

  it('knows a zone of every number of a country', () => {
    fc.assert(
      fc.property(anyNumber, (destinationPhoneNumber) => {
        assert.ok(placeOf({ destinationPhoneNumber }).zones.length > 0);
      }),
    );
  });
});

/** Numbers that exist, and some that begin so and do not. */
const anyNumber = fc
  .tuple(fc.constantFrom(...getCountries()), fc.nat({ max: 12 }), fc.stringMatching(/^\d{8}$/))
  .map(([country, kept, random]) => {
    const number: string = getExampleNumber(country, examples)?.number ?? '';
    return kept > 5 ? number : number.slice(0, 7) + random.slice(0, Math.max(0, number.length - 7));
  });

const anyCallee: fc.Arbitrary<Callee> = fc.record(
  {
    destinationPhoneNumber: fc.oneof(anyNumber, fc.constant('+870773111632')),
    otherPhoneNumbers: fc.array(anyNumber, { maxLength: 2 }),
    timeZone: anyZone,
    region: fc.constantFrom(...Object.keys(countryZones), 'US-FL', 'CA-NU', 'AU-WA', 'FR-974'),
    postcode: fc.oneof(fc.constantFrom('98101', 'M5V 1A1', '0872', '97400'), fc.string()),
  },
  { requiredKeys: ['destinationPhoneNumber'] },
);

function sorted(values: readonly string[]): string[] {
  return [...values].sort();
}
