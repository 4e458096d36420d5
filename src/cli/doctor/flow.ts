import type { DescribedContactFlow, Inspected } from '../../connect/inspect';
import type { Finding } from './finding';
import { nameOf, notInspectedFinding } from './not-inspected';
import type { WantedThing } from './wanted';

/** Checks that a call can start with this contact flow. */
export function flowFindings(flow: WantedThing, answer: Inspected<DescribedContactFlow>): Finding[] {
  const what = nameOf('Contact flow', flow);
  if (answer.kind !== 'found') {
    return [
      notInspectedFinding(what, answer, {
        says: 'not found in the instance',
        fix: 'Check contactFlowId: it is the last part of the ARN that the flow designer shows.',
      }),
    ];
  }
  const { name, type, isArchived, isPublished } = answer.found;
  const findings: Finding[] = [];
  if (!isPublished) findings.push(notInspectedFinding(what, { kind: 'not-published' }, { says: '' }));
  if (isArchived) {
    findings.push({
      what,
      verdict: 'wrong',
      says: `"${name}" is archived`,
      fix: 'Restore it in the Amazon Connect admin website, or use another flow.',
    });
  }
  findings.push(...typeFindings(what, name, type));
  return findings.length > 0 ? findings : [{ what, verdict: 'ok', says: `"${name}", published` }];
}

function typeFindings(what: string, name: string, type: string): Finding[] {
  switch (type) {
    case 'CONTACT_FLOW':
      return [];
    case 'CAMPAIGN':
      return [
        {
          what,
          verdict: 'warning',
          says: `"${name}" is a flow for outbound campaigns; AWS does not document it for single calls`,
          fix: 'Prefer a flow of type "inbound flow" (CONTACT_FLOW).',
        },
      ];
    default:
      return [
        {
          what,
          verdict: 'wrong',
          says: `"${name}" has type ${type}, but a call can't start with that type`,
          fix: 'Use a flow of type "inbound flow" (CONTACT_FLOW): it runs when the phone is answered.',
        },
      ];
  }
}
