import assert from 'node:assert/strict';
import { readPhoneNumber } from '../../src/domain/read-phone-number';

describe('a phone number is read into its only spelling', () => {
  const read: readonly [text: string, e164: string, country?: string][] = [
    ['+12065550100', '+12065550100'],
    ['+1 (206) 555-0100', '+12065550100'],
    [' +1.206.555.0100 ', '+12065550100'],
    ['+1\u00a0206\u2011555\u20110100', '+12065550100'],
    ['+447700900100', '+447700900100'],
    ['+390612345678', '+390612345678'],
    ['+5491123456789', '+5491123456789'],
    ['+541123456789', '+541123456789'],
    ['+525512345678', '+525512345678'],
    ['+870773111632', '+870773111632'],
    ['+12065550100', '+12065550100', 'GB'],
    ['(206) 555-0100', '+12065550100', 'US'],
    ['1 206 555 0100', '+12065550100', 'US'],
    ['07700 900100', '+447700900100', 'GB'],
    ['0044 7700 900100', '+447700900100', 'GB'],
    ['011 44 7700 900100', '+447700900100', 'US'],
    ['090-1234-5678', '+819012345678', 'JP'],
    ['8 (916) 123-45-67', '+79161234567', 'RU'],
    ['06 1234 5678', '+390612345678', 'IT'],
    ['011 15 2345-6789', '+5491123456789', 'AR'],
  ];
  for (const [text, e164, country] of read) {
    it(`${JSON.stringify(text)}${country ? ` of ${country}` : ''} is ${e164}`, () => {
      assert.deepEqual(readPhoneNumber(text, { country }), { e164 });
    });
  }
});

describe('what is not the one spelling of a number is refused with the reason', () => {
  const refused: readonly [what: string, text: string, problem: RegExp, country?: string][] = [
    [
      'a trunk 0 (UK)',
      '+4407700900100',
      /has 0 after \+44, which is dialed only inside the country: leave it out/,
    ],
    ['a trunk 0 in parentheses (UK)', '+44 (0)7700 900100', /has 0 after \+44/],
    ['a trunk 0 (Japan)', '+8109012345678', /has 0 after \+81/],
    ['a trunk 0 (Germany)', '+49030123456', /has 0 after \+49/],
    ['a trunk 0 (Australia)', '+610412345678', /has 0 after \+61/],
    ['a trunk 0 (France), with a country', '+330612345678', /has 0 after \+33/, 'FR'],
    ['a trunk 8 (Russia)', '+789161234567', /has 8 after \+7/],
    ['a trunk 1 (US)', '+112065550100', /has 1 after \+1/],
    ['a trunk 1 before a premium rate number', '+119005550100', /has 1 after \+1/],
    ['the 15 of mobiles (Argentina)', '+54111523456789', /has the 15 of mobiles.*\+54 9/],
    ['a trunk 0 (Argentina)', '+5401123456789', /has 0 after \+54/],
    ['the former 1 of mobiles (Mexico)', '+5215512345678', /has 1 after \+52.*until 2019/],
    ['the former 1 of mobiles, with a country', '5215512345678', /has 1 after \+52/, 'MX'],
    ['a carrier code (Brazil)', '+550151123456789', /has 015 after \+55/],
    ['a country code twice (UK)', '+44447700900100', /has the country code 44 twice/],
    ['a country code twice (Japan)', '+81819012345678', /has the country code 81 twice/],
    ['a country code twice (Spain)', '+3434612345678', /has the country code 34 twice/],
    ['an extension', '+12065550100;ext=101', /has an extension/],
    ['an extension', '+12065550100x101', /has an extension/],
    ['an extension', '+1 206 555 0100 ext. 101', /has an extension/],
    ['an extension', '+1 206 555 0100 #101', /has an extension/],
    ['an extension', '206 555 0100 Extension 101', /has an extension/, 'US'],
    [
      'directional characters',
      '\u202a+12065550100\u202c',
      /contains the invisible character U\+202A, the invisible character U\+202C/,
    ],
    ['a left-to-right mark', '+1206\u200e5550100', /the invisible character U\+200E/],
    ['a byte-order mark', '\ufeff+12065550100', /the invisible character U\+FEFF/],
    ['a zero-width space', '+1206555\u200b0100', /the invisible character U\+200B/, 'US'],
    ['a line break', '+12065550100\n', /the invisible character U\+000A/],
    ['digits of another script', '+١٢٠٦٥٥٥٠١٠٠', /contains "١" \(U\+0661\)/],
    ['a plus sign of full width', '＋12065550100', /contains "＋" \(U\+FF0B\)/],
    ['letters', '+1800FLOWERS', /contains "F", "L", "O"; expected/],
    ['two plus signs', '+1+2065550100', /a plus sign inside: give one number/],
    ['two numbers', '+447700900100 / +447700900101', /give one number/],
    ['nothing', '', /has no country code/],
    ['a number without a country code', '2065550100', /has no country code; expected/],
    ['an international dialing prefix', '00447700900100', /begins with 00 or 011.*write a plus sign instead/],
    ['an international dialing prefix', '011 44 7700 900100', /write a plus sign instead/],
    ['an international dialing prefix after a plus sign', '+00447700900100', /no country code begins with 0/],
    ['an unknown country code', '+999123456789', /not a possible phone number/],
    ['a digit too few', '+1206555010', /not a possible phone number/],
    ['a local number', '555-0100', /not a possible phone number/, 'US'],
    ['more digits than E.164 has', '+1234567890123456', /has 16 digits, and a phone number has at most 15/],
    ['a dialing prefix inside', '+44 0044 7700 900100', /has 16 digits/],
    ['an unknown country', '07700 900100', /"UK" is not the ISO 3166 code/, 'UK'],
  ];
  for (const [what, text, problem, country] of refused) {
    it(`${what}: ${JSON.stringify(text)}`, () => {
      const reading = readPhoneNumber(text, { country });
      assert.ok('problem' in reading, JSON.stringify(reading));
      assert.match(reading.problem, problem);
      const said = reading.problem.replace('+12065550100', '');
      assert.doesNotMatch(said, /\d{5}/, 'the problem does not repeat the number');
    });
  }
});
