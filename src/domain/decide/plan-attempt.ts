import type { AttemptPlan } from '../call/attempt';
import type { CallFacts } from '../call/call-facts';
import type { DialOptions } from '../policy/dial-options';
import { destinationOf } from './destination-of';
import type { Step } from '../policy/policy';

/** The parameters of the next attempt. They are frozen: another queue, number or flow makes another attempt. */
export function planAttempt(
  call: CallFacts,
  step: Step,
  { number, callbackFor }: Pick<AttemptPlan, 'number' | 'callbackFor'>,
): AttemptPlan {
  const { request } = call;
  return {
    ...overlay(request, step),
    ringTimeoutInSeconds: ringTimeoutOf(call, step),
    name: request.name,
    number,
    step: step.name,
    instanceId: request.policy.instanceId,
    contactFlowId: step.contactFlowId ?? request.policy.contactFlowId,
    destinationPhoneNumber: destinationOf(call, step),
    queueId: step.queueId,
    sourcePhoneNumber: step.sourcePhoneNumber,
    ...(callbackFor === undefined ? {} : { callbackFor }),
  };
}

function ringTimeoutOf({ request, refusesRingTimeout }: CallFacts, step: Step): number | undefined {
  const { ringTimeoutInSeconds, trafficType } = overlay(request, step);
  return refusesRingTimeout && trafficType !== 'CAMPAIGN' ? undefined : ringTimeoutInSeconds;
}

/** The step's options override the request's member by member; attributes are merged by name. */
function overlay(request: DialOptions, step: DialOptions): DialOptions {
  const attributes = { ...request.attributes, ...step.attributes };
  return {
    description: step.description ?? request.description,
    references: step.references ?? request.references,
    relatedContactId: step.relatedContactId ?? request.relatedContactId,
    ringTimeoutInSeconds: step.ringTimeoutInSeconds ?? request.ringTimeoutInSeconds,
    trafficType: step.trafficType ?? request.trafficType,
    campaignId: step.campaignId ?? request.campaignId,
    answerMachineDetectionConfig: step.answerMachineDetectionConfig ?? request.answerMachineDetectionConfig,
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}
