import { words } from '../../src/domain/places/words';

/**
 * Area codes of the United States and Canada that lie in several zones of their state, by the zones of the towns that Google's
 * geocodes name (coordinates of the npm package zipcodes 8.0.0, zones of @photostructure/tz-lookup 11.7.0), with their overlays; and some for
 * which the metadata is wrong (423 is in eastern Tennessee, 474 in Saskatchewan). For them the zones of the whole state are right: an exchange within an
 * area code says little, since a number keeps it when its owner moves. Made on 2026-11-21.
 */
const wholeState = words(
  [
    '1850 1448', // Florida
    '1423 1729', // Tennessee
    '1270 1364 1606', // Kentucky
    '1219 1574 1812 1930', // Indiana
    '1906', // Michigan
    '1605', // South Dakota
    '1701', // North Dakota
    '1308', // Nebraska
    '1620 1785', // Kansas
    '1208 1986', // Idaho
    '1458 1541', // Oregon
    '1775', // Nevada
    '1928', // Arizona
    '1907', // Alaska
    '1236 1250 1257 1672 1778', // British Columbia
    '1306 1474 1639', // Saskatchewan
    '1807', // Ontario
    '1367 1418 1468 1581', // Québec
    '1709 1879', // Newfoundland and Labrador
    '1867', // the territories
  ].join(' '),
);

/** Brazil's area codes belong to states, whose zones are known better. */
const byRegion = [...wholeState, '55'];

/** Zones that are outdated or missing in the metadata. */
const replacements: readonly { under: string; from: string; to: string }[] = [
  // Orlando.
  { under: '1689', from: 'America/Chicago', to: 'America/New_York' },
  // Chihuahua has had the time of Mexico City since 2022.
  ...words('52614 52621 52625 52627 52628 52629 52635 52636 52639 52648 52649 52652 52657 52659').map(
    (under) => ({ under, from: 'America/Mazatlan', to: 'America/Chihuahua' }),
  ),
  // Quintana Roo left the time of New York, which has daylight saving time.
  { under: '52201', from: 'America/New_York', to: 'America/Cancun' },
  // Aysén and Magallanes stay on summer time.
  ...words('5661 5667').map((under) => ({ under, from: 'America/Santiago', to: 'America/Punta_Arenas' })),
  // Queensland has no daylight saving time, but the towns of New South Wales among these numbers do.
  { under: '617', from: 'Australia/Sydney', to: 'Australia/Brisbane Australia/Sydney' },
  // The Northern Territory has none, but South Australia does.
  { under: '618', from: 'Australia/Adelaide', to: 'Australia/Adelaide Australia/Darwin' },
  { under: '740', from: 'Europe/Bucharest', to: 'Europe/Kaliningrad' },
  { under: '7840', from: 'Europe/Bucharest', to: 'Europe/Moscow' },
  // Saratov left the time of Moscow in 2016.
  { under: '7845', from: 'Europe/Moscow', to: 'Europe/Saratov' },
  // Yakutia spans three hours.
  { under: '7411', from: 'Asia/Yakutsk', to: 'Asia/Yakutsk Asia/Vladivostok Asia/Srednekolymsk' },
];

/** Zone names of the metadata that the tz database has since changed: its file "backward", release 2026c. */
const renamed: Readonly<Record<string, string>> = {
  'America/Godthab': 'America/Nuuk',
  'Asia/Choibalsan': 'Asia/Ulaanbaatar',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Prefixes that the metadata does not distinguish from shorter ones. */
export const correctedPrefixes: readonly string[] = replacements.map(({ under }) => under);

/** The corrected zones of a prefix; undefined if the prefix's region is better. */
export function corrected(prefix: string, zones: readonly string[]): readonly string[] | undefined {
  if (byRegion.some((area) => prefix.startsWith(area))) return undefined;
  const replaced = zones.flatMap((zone) => {
    const replacement = replacements.find(({ under, from }) => prefix.startsWith(under) && from === zone);
    return replacement ? words(replacement.to) : [renamed[zone] ?? zone];
  });
  return [...new Set(replaced)].sort();
}
