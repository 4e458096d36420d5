import { phoneNumberFacts } from '../phone-number';
import { numbersOf } from './numbers-of';
import type { OutboundCallRequest } from './call';

/** Warnings about a workflow ID: it must not have a number of the call, since it is stored in clear in many places. */
export function workflowIdWarnings(request: OutboundCallRequest, workflowId: string): string[] {
  const digits = workflowId.replace(/[\s().+/_-]/g, '');
  return numbersOf(request).some((number) => spellings(number).some((one) => digits.includes(one)))
    ? [
        'The workflow ID contains the digits of a phone number of the request. It is readable in Temporal, logs and contact attributes, also where payloads are encrypted: derive it from the subject of the call.',
      ]
    : [];
}

/** International, and as dialed inside the country, which has at least the digits of the latter. */
function spellings(e164: string): string[] {
  const { callingCode = '' } = phoneNumberFacts(e164);
  const international = e164.slice(1);
  const national = international.slice(callingCode.length);
  return national.length >= shortestNational ? [national] : [international];
}

/** Fewer digits may be there by chance. */
const shortestNational = 7;
