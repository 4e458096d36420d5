import type { DescribedPhoneNumber, Inspected } from '../../connect/inspect';
import { phoneNumberFacts } from '../../domain/phone-number';
import type { Finding } from './finding';
import { nameOf, notInspectedFinding } from './not-inspected';
import type { WantedNumber } from './wanted';

/** Checks that calls can show this number. `number.id` is E.164, or Amazon Connect's ID if the number is unknown. */
export function numberFindings(
  number: WantedNumber,
  instanceId: string,
  answer: Inspected<DescribedPhoneNumber>,
): Finding[] {
  const what = nameOf('Number', number);
  if (answer.kind !== 'found') {
    return [
      notInspectedFinding(what, answer, {
        says: 'is not claimed in the instance',
        fix: 'Claim it (Amazon Connect admin website, Phone numbers), or use a claimed number: calls can show only those.',
      }),
    ];
  }
  const findings = [
    ...claimFindings(what, instanceId, answer.found),
    ...kindFindings(what, answer.found, number.destinations),
  ];
  const { countryCode, type } = answer.found;
  return findings.length > 0 ? findings : [{ what, verdict: 'ok', says: `claimed, ${countryCode} ${type}` }];
}

function claimFindings(
  what: string,
  instanceId: string,
  { status, targetArn }: DescribedPhoneNumber,
): Finding[] {
  const plainId = instanceId.slice(instanceId.lastIndexOf('/') + 1);
  const findings: Finding[] = [];
  if (status !== 'CLAIMED') {
    findings.push({
      what,
      verdict: 'wrong',
      says: status === 'IN_PROGRESS' ? 'is still being claimed' : `claiming it ended with ${status}`,
      fix:
        status === 'IN_PROGRESS' ? 'Wait, and run outbound doctor again.' : 'Claim it again, or use another.',
    });
  }
  if (targetArn.includes(':traffic-distribution-group/')) {
    findings.push({
      what,
      verdict: 'warning',
      says: 'is claimed to a traffic distribution group',
      fix: 'Check that the group includes this instance.',
    });
  } else if (targetArn !== '' && !targetArn.endsWith(`/${plainId}`)) {
    findings.push({
      what,
      verdict: 'wrong',
      says: `is claimed to another instance: ${targetArn}`,
      fix: 'Claim a number in this instance, and use that.',
    });
  }
  return findings;
}

function kindFindings(
  what: string,
  { type, countryCode }: DescribedPhoneNumber,
  destinations: readonly string[],
): Finding[] {
  const warning = (says: string, fix: string): Finding[] => [{ what, verdict: 'warning', says, fix }];
  switch (type) {
    case 'TOLL_FREE':
    case 'THIRD_PARTY_TF': {
      const abroad = countriesOf(destinations).filter((country) => country !== countryCode);
      return abroad.length === 0
        ? []
        : warning(
            `is toll-free in ${countryCode} and calls ${abroad.join(', ')}: networks abroad may replace or refuse it, and people there may be unable to call it back`,
            'Use a DID number, preferably of the country that is called.',
          );
    }
    case 'UIFN':
      return warning(
        'is a universal international freephone number (UIFN): networks may not show it, or may refuse the call',
        'Use a DID number of the country that is called.',
      );
    case 'SHORT_CODE':
      return warning(
        'is a short code, which is meant for messages',
        'Use a DID number: calls can rarely show a short code.',
      );
    default:
      return [];
  }
}

function countriesOf(destinations: readonly string[]): string[] {
  return [
    ...new Set(destinations.flatMap((destination) => phoneNumberFacts(destination).country ?? [])),
  ].sort();
}
