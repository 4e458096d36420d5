import { z } from 'zod';
import { attemptId, type AttemptPlan, type CallIdentity } from '../domain/attempt';
import { dialOptions, e164, identifier } from '../domain/dial-options';
import { ReservedAttribute } from '../domain/reserved-attributes';
import { clientToken } from './client-token';

/** StartOutboundVoiceContact's input, in camelCase. The AWS SDK checks none of it before it sends. */
export const startRequestSchema = z
  .strictObject({
    ...dialOptions,
    instanceId: identifier.max(100),
    contactFlowId: identifier,
    clientToken: z.string().min(1).max(500),
    destinationPhoneNumber: e164,
    queueId: identifier.optional(),
    sourcePhoneNumber: e164.optional(),
  })
  .refine((request) => request.queueId !== undefined || request.sourcePhoneNumber !== undefined, {
    error: 'needs queueId or sourcePhoneNumber',
  });

export type StartOutboundVoiceContactRequest = z.output<typeof startRequestSchema>;

/** The request of an attempt. Equal however often it is made: all of it follows from the plan and the call's identity. */
export function startRequest(call: CallIdentity, plan: AttemptPlan): StartOutboundVoiceContactRequest {
  return startRequestSchema.parse({
    instanceId: plan.instanceId,
    contactFlowId: plan.contactFlowId,
    destinationPhoneNumber: plan.destinationPhoneNumber,
    queueId: plan.queueId,
    sourcePhoneNumber: plan.sourcePhoneNumber,
    ringTimeoutInSeconds: plan.ringTimeoutInSeconds,
    trafficType: plan.trafficType,
    campaignId: plan.campaignId,
    answerMachineDetectionConfig: plan.answerMachineDetectionConfig,
    clientToken: clientToken(call, plan.number),
    attributes: {
      ...plan.attributes,
      [ReservedAttribute.WorkflowId]: call.workflowId,
      [ReservedAttribute.AttemptId]: attemptId(call, plan.number),
    },
  });
}
