import { countryOf, type RulePack } from './pack-schema';
import type { PackRule } from './rule-schema';

/**
 * The regions or countries in which the rule may apply to a person; empty if it does not apply. A country alone stands for any of
 * its regions, and an empty list for any place.
 *
 * @param among where the person may be: ISO 3166, as in {@link Place}
 */
export function whereItHolds(
  { countries }: Pick<RulePack, 'countries'>,
  { regions }: Pick<PackRule, 'regions'>,
  among: readonly string[],
): readonly string[] {
  if (among.length === 0) return regions ?? countries;
  const here = among.filter((region) => countries.includes(countryOf(region)));
  if (!regions) return here;
  return regions.filter((region) => here.includes(region) || here.includes(countryOf(region)));
}
