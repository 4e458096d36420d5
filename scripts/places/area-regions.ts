import { placeNames } from './metadata';
import { byAnswer } from './table';

/** Regions (ISO 3166-2) → number prefixes, for countries whose area codes belong to states. */
export function areaRegions(): Record<string, string> {
  return byAnswer(
    new Map([
      ...statesByArea('1', 3, statesOfNorthAmerica),
      ...statesByArea('55', 2, statesOfBrazil),
      ...australia,
    ]),
  );
}

/**
 * Areas of the Telecommunications Numbering Plan 2015, with the states into which they reach, as in a copy of Wikipedia's "Telephone
 * numbers in Australia": Wodonga is in 02, Deniliquin in 03, Tweed Heads in 07, Broken Hill in 08; read on 2026-11-21.
 */
const australia: [string, string][] = [
  ['612', 'AU-ACT AU-NSW AU-VIC'],
  ['613', 'AU-NSW AU-TAS AU-VIC'],
  ['617', 'AU-NSW AU-QLD'],
  ['618', 'AU-NSW AU-NT AU-SA AU-WA'],
];

/** The states in an area's geocode and of the places in the area. */
function statesByArea(
  callingCode: string,
  length: number,
  codes: Readonly<Record<string, string>>,
): [string, string][] {
  const names = placeNames(callingCode);
  const prefixes = Object.keys(names).filter((prefix) => prefix.length >= length);
  const areas = new Set(prefixes.map((prefix) => prefix.slice(0, length)));
  return [...areas].flatMap((area): [string, string][] => {
    const within = prefixes.filter((prefix) => prefix.startsWith(area)).map((prefix) => names[prefix] ?? '');
    const states = [...new Set([...statesIn(names[area] ?? '', codes), ...usualStates(within, codes)])];
    return states.length > 0 ? [[callingCode + area, states.sort().join(' ')]] : [];
  });
}

/** Without states of one place in a hundred: a stray exchange or an error of the metadata. */
function usualStates(names: readonly string[], codes: Readonly<Record<string, string>>): string[] {
  const all = names.flatMap((name) => statesIn(name, codes));
  return [...new Set(all)].filter(
    (state) => all.filter((other) => other === state).length >= all.length / 20,
  );
}

/** `Seattle, WA`, `Campinas - SP`, `Washington State`, `Nova Scotia/Prince Edward Island`. */
function statesIn(name: string, codes: Readonly<Record<string, string>>): string[] {
  const abbreviation = /(?:,| -) ([A-Z]{2})$/.exec(name)?.[1];
  if (abbreviation !== undefined) {
    return Object.values(codes).filter((code) => code.endsWith(`-${abbreviation}`));
  }
  const states = name.split('/').map((part) => codes[part]);
  return states.every((state) => state !== undefined) ? states : [];
}

/** Spelled as in the metadata. */
const statesOfNorthAmerica: Readonly<Record<string, string>> = {
  Alabama: 'US-AL',
  Alaska: 'US-AK',
  Arizona: 'US-AZ',
  Arkansas: 'US-AR',
  California: 'US-CA',
  Colorado: 'US-CO',
  Connecticut: 'US-CT',
  Delaware: 'US-DE',
  Florida: 'US-FL',
  Georgia: 'US-GA',
  Hawaii: 'US-HI',
  Idaho: 'US-ID',
  Illinois: 'US-IL',
  Indiana: 'US-IN',
  Iowa: 'US-IA',
  Kansas: 'US-KS',
  Kentucky: 'US-KY',
  Louisiana: 'US-LA',
  Maine: 'US-ME',
  Maryland: 'US-MD',
  Massachusetts: 'US-MA',
  Michigan: 'US-MI',
  Minnesota: 'US-MN',
  Mississippi: 'US-MS',
  Missouri: 'US-MO',
  Montana: 'US-MT',
  Nebraska: 'US-NE',
  Nevada: 'US-NV',
  'New Hampshire': 'US-NH',
  'New Jersey': 'US-NJ',
  'New Mexico': 'US-NM',
  'New York': 'US-NY',
  'North Carolina': 'US-NC',
  'North Dakota': 'US-ND',
  Ohio: 'US-OH',
  Oklahoma: 'US-OK',
  Oregon: 'US-OR',
  Pennsylvania: 'US-PA',
  'Rhode Island': 'US-RI',
  'South Carolina': 'US-SC',
  'South Dakota': 'US-SD',
  Tennessee: 'US-TN',
  Texas: 'US-TX',
  Utah: 'US-UT',
  Vermont: 'US-VT',
  Virginia: 'US-VA',
  'Washington D.C.': 'US-DC',
  'Washington State': 'US-WA',
  'West Virginia': 'US-WV',
  Wisconsin: 'US-WI',
  Wyoming: 'US-WY',
  Alberta: 'CA-AB',
  'British Columbia': 'CA-BC',
  'British Colombia': 'CA-BC',
  Manitoba: 'CA-MB',
  'New Brunswick': 'CA-NB',
  'Newfoundland and Labrador': 'CA-NL',
  'Northwest Territories': 'CA-NT',
  'Nova Scotia': 'CA-NS',
  Nunavut: 'CA-NU',
  Ontario: 'CA-ON',
  'Prince Edward Island': 'CA-PE',
  Quebec: 'CA-QC',
  Saskatchewan: 'CA-SK',
  Yukon: 'CA-YT',
};

/** Spelled as in the metadata. */
const statesOfBrazil: Readonly<Record<string, string>> = {
  Acre: 'BR-AC',
  Alagoas: 'BR-AL',
  Amapá: 'BR-AP',
  Amazonas: 'BR-AM',
  Bahia: 'BR-BA',
  Ceará: 'BR-CE',
  'Espirito Santo': 'BR-ES',
  'Federal District': 'BR-DF',
  Goiás: 'BR-GO',
  Maranhão: 'BR-MA',
  'Mato Grosso': 'BR-MT',
  'Mato Grosso do Sul': 'BR-MS',
  'Minas Gerais': 'BR-MG',
  Pará: 'BR-PA',
  Paraiba: 'BR-PB',
  Paraná: 'BR-PR',
  Pernambuco: 'BR-PE',
  Piauí: 'BR-PI',
  'Rio Grande do Norte': 'BR-RN',
  'Rio Grande do Sul': 'BR-RS',
  'Rio de Janeiro': 'BR-RJ',
  Rondônia: 'BR-RO',
  Roraima: 'BR-RR',
  'Santa Catarina': 'BR-SC',
  Sergipe: 'BR-SE',
  'São Paulo': 'BR-SP',
  Tocantins: 'BR-TO',
};
