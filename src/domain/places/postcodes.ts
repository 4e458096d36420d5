import { usZipPrefixes } from './data/us-zip-prefixes';
import { countryOf } from './regions';
import { words } from './words';

/**
 * The canonical regions that a postcode is in.
 *
 * @param regions canonical codes; the person is in one of them
 * @returns empty if no postcode of this form is known in these regions
 */
export function regionsOfPostcode(postcode: string, regions: readonly string[]): readonly string[] {
  const systems = new Set(regions.map((region) => systemOf(countryOf(region))));
  const written = postcode.trim().toUpperCase();
  return [...new Set([...systems].flatMap((system) => system?.(written) ?? []))];
}

type PostcodeSystem = (postcode: string) => readonly string[];

function systemOf(country: string): PostcodeSystem | undefined {
  return Object.entries(systems).find(([countries]) => words(countries).includes(country))?.[1];
}

/** Postcode systems, by the countries that share them. */
const systems: Readonly<Record<string, PostcodeSystem>> = {
  'US AS FM GU MH MP PR PW VI': unitedStates,
  CA: canada,
  'AU CC CX NF': australia,
  'FR BL GF GP MC MF MQ NC PF PM RE WF YT': france,
};

function unitedStates(postcode: string): readonly string[] {
  return /^\d{5}(-?\d{4})?$/.test(postcode) ? (statesByZip.get(postcode.slice(0, 3)) ?? []) : [];
}

const statesByZip = new Map<string, string[]>();
for (const [state, ranges] of Object.entries(usZipPrefixes)) {
  for (const range of words(ranges)) {
    const [first, last = first] = range.split('-').map(Number);
    for (let prefix = first ?? 0; prefix <= (last ?? 0); prefix += 1) {
      const digits = String(prefix).padStart(3, '0');
      statesByZip.set(digits, [...(statesByZip.get(digits) ?? []), state]);
    }
  }
}

/** Accepts the first half alone too. */
function canada(postcode: string): readonly string[] {
  if (!/^[A-Z]\d[A-Z]([ -]?\d[A-Z]\d)?$/.test(postcode)) return [];
  return Object.entries(provinces).flatMap(([province, letters]) =>
    words(letters).includes(postcode.charAt(0)) ? [province] : [],
  );
}

/** First letters. Source: the 1,620 Canadian postcodes of the npm package zipcodes 8.0.0; taken on 2026-11-21. */
const provinces: Readonly<Record<string, string>> = {
  'CA-NL': 'A',
  'CA-NS': 'B',
  'CA-PE': 'C',
  'CA-NB': 'E',
  'CA-QC': 'G H J',
  'CA-ON': 'K L M N P',
  'CA-MB': 'R',
  'CA-SK': 'S',
  'CA-AB': 'T',
  'CA-BC': 'V',
  'CA-NT': 'X',
  'CA-NU': 'X',
  'CA-YT': 'Y',
};

function australia(postcode: string): readonly string[] {
  if (!/^\d{4}$/.test(postcode)) return [];
  const number = Number(postcode);
  return australianRanges.find(([first, last]) => first <= number && number <= last)?.[2] ?? [];
}

/**
 * The first matching range counts. Source: Australia Post's ranges in copies of Wikipedia's "Postcodes in Australia" and other
 * public lists, read on 2026-11-21. That 0872 and 2600-2620 cross state borders is general knowledge, and only adds states. Other
 * towns on a border may have a postcode of the neighbouring state.
 */
const australianRanges: readonly (readonly [first: number, last: number, regions: readonly string[]])[] = [
  [200, 299, ['AU-ACT']],
  // Remote places around the corner of three states.
  [872, 872, ['AU-NT', 'AU-SA', 'AU-WA']],
  [800, 999, ['AU-NT']],
  // Jervis Bay.
  [2540, 2540, ['AU-NSW', 'AU-ACT']],
  [2600, 2620, ['AU-ACT', 'AU-NSW']],
  [2899, 2899, ['NF']],
  [2900, 2920, ['AU-ACT']],
  [1000, 2999, ['AU-NSW']],
  [3000, 3999, ['AU-VIC']],
  [4000, 4999, ['AU-QLD']],
  [5000, 5999, ['AU-SA']],
  [6798, 6798, ['CX']],
  [6799, 6799, ['CC']],
  [6000, 6999, ['AU-WA']],
  [7000, 7999, ['AU-TAS']],
  [8000, 8999, ['AU-VIC']],
  [9000, 9999, ['AU-QLD']],
];

function france(postcode: string): readonly string[] {
  if (!/^\d{5}$/.test(postcode)) return [];
  const overseas = overseasPrefixes.find(([prefix]) => postcode.startsWith(prefix));
  if (overseas) return [overseas[1]];
  return /^(0[1-9]|[1-8]\d|9[0-5])/.test(postcode) ? ['FR'] : [];
}

/**
 * The first matching prefix counts. Source: postcodes begin with the numbers of the overseas departments in ISO 3166-2 (971-974,
 * 976); the others are INSEE's codes, from general knowledge and not from a list that was read.
 */
const overseasPrefixes: readonly (readonly [prefix: string, region: string])[] = [
  ['97133', 'BL'],
  ['97150', 'MF'],
  ['971', 'GP'],
  ['972', 'MQ'],
  ['973', 'GF'],
  ['974', 'RE'],
  ['975', 'PM'],
  ['976', 'YT'],
  ['977', 'BL'],
  ['978', 'MF'],
  ['980', 'MC'],
  ['986', 'WF'],
  ['987', 'PF'],
  ['988', 'NC'],
];
