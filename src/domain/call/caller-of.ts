import { phoneNumberFacts } from '../phone-number';
import type { AttemptPlan } from './attempt';
import type { Caller } from './blocked-caller';

/** From whom the networks see an attempt come. A source number replaces the number of the queue. */
export function callerOf({
  instanceId,
  queueId,
  sourcePhoneNumber,
  destinationPhoneNumber,
}: Pick<AttemptPlan, 'instanceId' | 'queueId' | 'sourcePhoneNumber' | 'destinationPhoneNumber'>): Caller {
  return {
    instanceId,
    callerId: sourcePhoneNumber === undefined ? `queue ${queueId ?? ''}` : `number ${sourcePhoneNumber}`,
    callingCode: phoneNumberFacts(destinationPhoneNumber).callingCode ?? '',
  };
}
