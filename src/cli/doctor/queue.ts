import type { DescribedQueue, Inspected } from '../../connect/inspect';
import type { Finding } from './finding';
import { nameOf, notInspectedFinding } from './not-inspected';
import type { WantedQueue } from './wanted';

/** Checks that calls can be made from this queue. Its number and hours are checked apart. */
export function queueFindings(queue: WantedQueue, answer: Inspected<DescribedQueue>): Finding[] {
  const what = nameOf('Queue', queue);
  if (answer.kind !== 'found') {
    return [
      notInspectedFinding(what, answer, {
        says: 'not found in the instance',
        fix: 'Check queueId: it is the last part of the queue\'s ARN ("Show additional queue information").',
      }),
    ];
  }
  const { name, isEnabled, callerIdNumberId, hoursOfOperationId } = answer.found;
  const findings: Finding[] = [];
  if (!isEnabled) {
    findings.push({
      what,
      verdict: 'wrong',
      says: `"${name}" is disabled: no agent gets its calls`,
      fix: 'Enable it in the Amazon Connect admin website (Routing, Queues), or use another queue.',
    });
  }
  if (callerIdNumberId === undefined && queue.showsItsNumber) {
    findings.push({
      what,
      verdict: 'wrong',
      says: `"${name}" has no outbound caller ID number, but a step relies on it`,
      fix: 'Choose one in the queue\'s settings ("Outbound caller ID number"), or set sourcePhoneNumber in the step.',
    });
  }
  if (hoursOfOperationId === undefined) {
    findings.push({
      what,
      verdict: 'warning',
      says: `"${name}" has no hours of operation`,
      fix: "Choose some in the queue's settings: a flow that checks hours relies on them.",
    });
  }
  return findings.length > 0 ? findings : [{ what, verdict: 'ok', says: `"${name}", enabled` }];
}
