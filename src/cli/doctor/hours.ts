import type { DescribedHours, Inspected } from '../../connect/inspect';
import { isTimeZone } from '../../domain/hours/time-zone';
import type { EffectiveHours } from '../../domain/hours/known-hours';
import type { Finding } from './finding';
import { nameOf, notInspectedFinding } from './not-inspected';
import type { WantedThing } from './wanted';

/** Hours that the policy names: without them no call is dialed. */
export function keptHoursFindings(hours: WantedThing, answer: Inspected<DescribedHours>): Finding[] {
  if (answer.kind === 'found') return hoursFindings(hours, answer);
  return [
    notInspectedFinding(nameOf(kind, hours), answer, {
      says: 'not found in the instance: calls of this policy are never dialed',
      fix: 'Check policy.callingHours.hoursOfOperationId: it is the last part of the ARN of the hours of operation.',
    }),
  ];
}

/** The request that a worker makes before it dials; it needs a permission of its own. */
export function effectiveHoursFindings(hours: WantedThing, answer: Inspected<EffectiveHours>): Finding[] {
  const what = `${nameOf(kind, hours)}, with overrides`;
  // `keptHoursFindings` reports it.
  if (answer.kind === 'not-found') return [];
  if (answer.kind !== 'found') {
    return [notInspectedFinding(what, answer, { says: 'not found in the instance', fix: '' })];
  }
  const { dates, until } = answer.found;
  return [
    Object.keys(dates).length === 0
      ? {
          what,
          verdict: 'warning',
          says: `closed on every date up to ${until}: calls of this policy are not dialed before then`,
          fix: 'If this is not intended, check their overrides in the Amazon Connect admin website.',
        }
      : { what, verdict: 'ok', says: `opens on ${Object.keys(dates)[0] ?? ''}` },
  ];
}

const kind = 'Hours of operation';

/** Only warnings: hours of a queue don't stop a dial; only flows check them. */
export function hoursFindings(hours: WantedThing, answer: Inspected<DescribedHours>): Finding[] {
  const what = nameOf(kind, hours);
  if (answer.kind !== 'found') {
    const finding = notInspectedFinding(what, answer, {
      says: 'not found in the instance',
      fix: "Choose other hours in the queue's settings.",
    });
    return [{ ...finding, verdict: 'warning' }];
  }
  const { name, timeZone, openings } = answer.found;
  const warning = (says: string, fix: string): Finding => ({ what, verdict: 'warning', says, fix });
  const findings: Finding[] = [];
  if (!isTimeZone(timeZone)) {
    findings.push(
      warning(
        `"${name}" has the time zone ${JSON.stringify(timeZone)}, which is not the time zone of a place`,
        'Choose one such as America/Los_Angeles: an offset or an abbreviation does not follow daylight saving time.',
      ),
    );
  }
  if (openings === 0) {
    findings.push(
      warning(`"${name}" never opens`, 'Add opening times: a flow that checks hours turns every call away.'),
    );
  }
  return findings.length > 0 ? findings : [{ what, verdict: 'ok', says: `"${name}", ${timeZone}` }];
}
