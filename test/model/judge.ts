import type { Claim } from './claim';
import { judgeMoment } from './judge-moments';
import { judgeObservations, phaseAfter, type Phase } from './judge-observations';
import { judgeOutside } from './judge-outside';
import { after, beginning } from './progress';
import type { ToldStory } from './telling';

/** Where a told story departs from the model, each beginning with the promise that was broken. */
export function judge(told: ToldStory): string[] {
  const faults = told.taken.map((what) => `what makes no sense is refused: ${what} was not`);
  const claim: Claim = (holds, promise, found) => {
    if (!holds) faults.push(`${promise}: ${found()}`);
  };

  let progress = beginning(told);
  const phases: Phase[] = [];
  for (const moment of told.moments) {
    judgeMoment(progress, moment, claim);
    progress = after(progress, moment);
    phases.push(phaseAfter(progress, moment));
  }
  const last = told.moments.at(-1)?.what ?? 'nothing';
  claim(last === 'ended' || last === 'failed', 'every call ends', () => `last of all: ${last}`);
  judgeOutside(told, progress, claim);
  judgeObservations(told, phases, claim);
  return faults;
}
