import type { DescribedHours, Inspected } from '../../connect/inspect';
import { isTimeZone } from '../../domain/hours/time-zone';
import type { EffectiveHours } from '../../domain/hours/known-hours';
import type { Finding } from './finding';
import { nameOf, notInspectedFinding } from './not-inspected';
import type { WantedThing } from './wanted';

/** Calls are kept to these: without them none is dialed. */
export function keptHoursFindings(hours: WantedThing, answer: Inspected<DescribedHours>): Finding[] {
  if (answer.kind === 'found') return hoursFindings(hours, answer);
  return [
    notInspectedFinding(nameOf(kind, hours), answer, {
      says: 'not found in the instance: no call of this policy is dialed',
      mend: 'Check policy.callingHours.hoursOfOperationId: it is the last part of the ARN of the hours of operation.',
    }),
  ];
}

/** What the worker asks before it dials; its permission is another one. */
export function effectiveHoursFindings(hours: WantedThing, answer: Inspected<EffectiveHours>): Finding[] {
  const what = `${nameOf(kind, hours)}, with overrides`;
  // What is not there has been said.
  if (answer.kind === 'not-found') return [];
  if (answer.kind !== 'found') {
    return [notInspectedFinding(what, answer, { says: 'not found in the instance', mend: '' })];
  }
  const { dates, until } = answer.found;
  return [
    Object.keys(dates).length === 0
      ? {
          what,
          verdict: 'warning',
          says: `closed on every date up to ${until}: no call of this policy is dialed until then`,
          mend: 'Look at their overrides in the Amazon Connect admin website, if that is not what you want.',
        }
      : { what, verdict: 'ok', says: `opens on ${Object.keys(dates)[0] ?? ''}` },
  ];
}

const kind = 'Hours of operation';

/** A call is dialed whatever those of a queue say: only flows ask them. So nothing of them is more than a warning. */
export function hoursFindings(hours: WantedThing, answer: Inspected<DescribedHours>): Finding[] {
  const what = nameOf(kind, hours);
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
