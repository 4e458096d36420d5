import type { Evidence } from '../run/evidence';
import { accountFor } from './accounts';
import type { Breach } from './breach';
import { casesOf, ringsOf, type CallCase } from './case';
import { compare, type Comparison } from './comparison';
import { leftRinging, noOutcome } from './ends';
import { figuresOf, type Figures } from './figures';
import { doubleRings, overlaps, secondLives } from './rings';
import { falseRecords } from './truth';
import { optedOutWithoutCause, rungAfterOptOut } from './opt-outs';
import { rungWhilePaused } from './pauses';
import { overLimit, peopleOf, ringsAtOnce, type PersonCase } from './people';
import { judgeUnknowns } from './unknowns';

/** The result of a storm. */
export interface Verdict {
  readonly passed: boolean;
  readonly seed: number;
  readonly breaches: readonly Breach[];
  readonly figures: Figures;
  /** Calls that ended differently than without faults; a few are tolerated. */
  readonly different: Comparison['different'];
}

/**
 * Checks the promises. A pure function of the evidence.
 *
 * @param calm the run of the same calls without faults
 */
export function judge(seed: number, calm: Evidence, storm: Evidence): Verdict {
  const cases = casesOf(storm);
  const calmCases = casesOf(calm);
  const rings = ringsOf(storm);
  const doubles = doubleRings(rings);
  const accounts = accountFor(cases);
  const unknowns = judgeUnknowns(cases, storm);
  const comparison = compare(calmCases, cases, storm);
  const people = peopleOf(cases);
  const breaches = [
    ...doubles,
    ...ofEach(cases, noOutcome, secondLives, overlaps, leftRinging, falseRecords),
    ...ofEachPerson(people, ringsAtOnce, overLimit),
    ...people.flatMap((person) => [
      ...rungAfterOptOut(person, storm),
      ...optedOutWithoutCause(person, storm),
    ]),
    ...cases.flatMap((one) => rungWhilePaused(one, storm)),
    ...accounts.breaches,
    ...unknowns.breaches,
    ...comparison.breaches,
    // The run without faults must keep the promises, too.
    ...doubleRings(ringsOf(calm)).map(inCalm),
    ...ofEach(calmCases, noOutcome, overlaps, leftRinging, falseRecords).map(inCalm),
    ...ofEachPerson(peopleOf(calmCases), ringsAtOnce, overLimit).map(inCalm),
  ];
  return {
    passed: breaches.length === 0,
    seed,
    breaches,
    figures: figuresOf({ calm, storm, cases, people, doubles, accounts, unknowns, comparison }),
    different: comparison.different,
  };
}

function ofEach(cases: readonly CallCase[], ...checks: ((one: CallCase) => Breach[])[]): Breach[] {
  return checks.flatMap((check) => cases.flatMap(check));
}

function ofEachPerson(
  people: readonly PersonCase[],
  ...checks: ((person: PersonCase) => Breach[])[]
): Breach[] {
  return checks.flatMap((check) => people.flatMap(check));
}

function inCalm(breach: Breach): Breach {
  return { ...breach, detail: `without faults: ${breach.detail}` };
}
