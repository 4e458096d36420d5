import type { DescribedHours, Inspected } from '../../connect/inspect';
import { isTimeZone } from '../../domain/hours/time-zone';
import type { Finding } from './finding';
import { nameOf, notInspectedFinding } from './not-inspected';
import type { WantedThing } from './wanted';

/** A call is dialed whatever these say: only flows ask them. So nothing of them is more than a warning. */
export function hoursFindings(hours: WantedThing, answer: Inspected<DescribedHours>): Finding[] {
  const what = nameOf('Hours of operation', hours);
  if (answer.kind !== 'found') {
    const finding = notInspectedFinding(what, answer, {
      says: 'not found in the instance',
      mend: 'Choose others in the settings of the queue.',
    });
    return [{ ...finding, verdict: 'warning' }];
  }
  const { name, timeZone, openings } = answer.found;
  const warning = (says: string, mend: string): Finding => ({ what, verdict: 'warning', says, mend });
  const findings: Finding[] = [];
  if (!isTimeZone(timeZone)) {
    findings.push(
      warning(
        `"${name}" has the time zone ${JSON.stringify(timeZone)}, which names no place`,
        'Choose one such as America/Los_Angeles: an offset or an abbreviation knows no daylight saving time.',
      ),
    );
  }
  if (openings === 0) {
    findings.push(
      warning(`"${name}" never opens`, 'Add times: a flow that checks hours sends everybody away.'),
    );
  }
  return findings.length > 0 ? findings : [{ what, verdict: 'ok', says: `"${name}", ${timeZone}` }];
}
