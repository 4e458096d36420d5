import { LRUCache } from 'lru-cache';
import type { AttemptLimit } from '../ledger/attempt-limit';
import type { Almanac } from '../hours/almanac';
import type { Hours } from '../hours/hours';
import type { Place } from '../places/place';
import { hoursOfRule } from './hours-of-rule';
import { inOnePerZone } from './in-one';
import type { PolicyRules } from './policy-rules';
import { whereItHolds } from './where-it-holds';
import type { PackRule } from './rule-schema';
import { rulesInForce, type PackInForce } from './rules-in-force';

/** The effects of a policy's rules for one person. */
export interface AppliedRules {
  /** All of them must be open at once. */
  readonly hours: readonly Hours[];
  /** The same hours combined per zone, for the search of a window. There may be a hundred hours when little is known about a person. */
  readonly together: readonly Hours[];
  readonly limits: readonly AttemptLimit[];
  readonly ring: readonly LeastRing[];
  /** Shown but not applied: duties of people, and the reasons of overrides. */
  readonly notes: readonly RuleNote[];
  /** Warnings for the author of the policy. */
  readonly warnings: readonly string[];
}

/** How long a phone must ring at least. */
export interface LeastRing {
  readonly name: string;
  readonly seconds: number;
}

interface RuleNote {
  readonly name: string;
  readonly text: string;
}

type Whereabouts = Pick<Place, 'zones' | 'regions'>;

/**
 * The rules that apply to a person who may be in these zones and regions. A rule of a region applies if the person may be in it, a
 * pack if the person may be in one of its countries. Without a known region, every rule applies. Without a known zone, hours are not
 * applied, and a warning says so.
 *
 * Every decision needs this, so results are cached.
 *
 * @param years in which a window is searched for, and whose public holidays are needed
 * @throws Error of the almanac when it lacks the holidays of a region
 */
export function applyRules(
  chosen: PolicyRules,
  { zones, regions }: Whereabouts,
  almanac: Almanac,
  years: readonly number[],
): AppliedRules {
  const known = remembered.get(almanac) ?? new LRUCache<string, AppliedRules>({ max: 1_000 });
  remembered.set(almanac, known);
  const key = JSON.stringify([chosen, zones, regions, years]);
  const applied = known.get(key) ?? apply(chosen, { zones, regions }, almanac, years);
  known.set(key, applied);
  return applied;
}

const remembered = new WeakMap<Almanac, LRUCache<string, AppliedRules>>();

function apply(
  chosen: PolicyRules,
  place: Whereabouts,
  almanac: Almanac,
  years: readonly number[],
): AppliedRules {
  const packs = rulesInForce(chosen);
  const effects = packs.flatMap(({ pack, rules }) =>
    rules.flatMap(({ name, original, rule, reason }): Partial<AppliedRules>[] => {
      const where = whereItHolds(pack, original, place.regions);
      if (where.length === 0) return [];
      const overridden = reason === undefined ? [] : [{ notes: [{ name, text: `Overridden: ${reason}` }] }];
      return [...overridden, ...(rule ? [effectOf(name, rule, { where, place, almanac, years })] : [])];
    }),
  );
  const hours = effects.flatMap((effect) => effect.hours ?? []);
  return {
    hours,
    together: inOnePerZone(hours),
    limits: effects.flatMap((effect) => effect.limits ?? []),
    ring: effects.flatMap((effect) => effect.ring ?? []),
    notes: effects.flatMap((effect) => effect.notes ?? []),
    warnings: packs.flatMap((inForce) => warningsOf(inForce, place)),
  };
}

function effectOf(
  name: string,
  rule: PackRule,
  {
    where,
    place,
    almanac,
    years,
  }: { where: readonly string[]; place: Whereabouts; almanac: Almanac; years: readonly number[] },
): Partial<AppliedRules> {
  switch (rule.kind) {
    case 'hours':
      return { hours: hoursOfRule({ name, rule, zones: place.zones, calendars: where, almanac, years }) };
    case 'count': {
      const { kind, most, within, per, ignores } = rule;
      return { limits: [{ kind, name, most, within, per, ...(ignores.length > 0 ? { ignores } : {}) }] };
    }
    case 'rest': {
      const { kind, after, for: lengths, per } = rule;
      return { limits: [{ kind, name, after, for: lengths, per }] };
    }
    case 'ring':
      return { ring: [{ name, seconds: rule.seconds }] };
    case 'note':
      return { notes: [{ name, text: rule.text }] };
  }
}

function warningsOf({ pack, rules }: PackInForce, { zones, regions }: Whereabouts): string[] {
  if (whereItHolds(pack, {}, regions).length === 0) {
    return [
      `policy.rules: ${pack.name} is for people in ${pack.countries.join(', ')}, and this person is in ${regions.join(' or ')}: none of its rules applies.`,
    ];
  }
  const hasHours = rules.some(
    ({ original, rule }) => rule?.kind === 'hours' && whereItHolds(pack, original, regions).length > 0,
  );
  return zones.length === 0 && hasHours
    ? [`policy.rules: the hours of ${pack.name} are not applied, since the person's time zone is unknown.`]
    : [];
}
