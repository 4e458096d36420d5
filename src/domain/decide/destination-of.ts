import type { CallFacts } from '../call/call-facts';
import type { Step } from '../policy/policy';

/** The number that a step dials, E.164. */
export function destinationOf({ request }: Pick<CallFacts, 'request'>, step: Step): string {
  return step.destinationPhoneNumber ?? request.destinationPhoneNumber;
}
