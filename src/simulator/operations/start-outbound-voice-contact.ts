import type { Behaviour } from '../behaviour';
import type { OutboundCall } from '../contact';
import { accessDenied, invalidRequest } from '../errors';
import type { Place } from '../exchange';
import { existingInstance, existingQueue, existingSourcePhoneNumber } from '../identifiers';
import type { Instance, Queue } from '../seed/seed';
import type { World } from '../world';
import { refuseTooManyAttributes, tokenUseOf } from './common';
import { dialableFlow, queueOfFlow, relatedAttributes } from './new-contact';
import type { Operation } from './operation';
import { parseBody } from './parse';
import { requestSchema, type StartOutboundVoiceContactRequest } from './start-outbound-voice-contact.schema';

export const startOutboundVoiceContact: Operation<'StartOutboundVoiceContact'> = {
  name: 'StartOutboundVoiceContact',
  method: 'PUT',
  path: '/contact/outbound-voice',
  answer({ body, now }, world) {
    const request = parseBody(requestSchema, body);
    refuseContradictions(request, world.behaviour);
    const { call, place } = resolve(request, world, now);
    return { ContactId: world.exchange.startCall(call, place, tokenUseOf(request), now).contactId };
  },
};

/** Checks across members. */
function refuseContradictions(
  request: StartOutboundVoiceContactRequest,
  { ringTimeout }: Pick<Behaviour, 'ringTimeout'>,
): void {
  if (request.OutboundStrategy !== undefined) {
    throw accessDenied('Only the outbound campaigns service principal may call with OutboundStrategy');
  }
  if (
    request.AnswerMachineDetectionConfig?.EnableAnswerMachineDetection === true &&
    request.TrafficType !== 'CAMPAIGN'
  ) {
    throw invalidRequest('TrafficType: must be CAMPAIGN when EnableAnswerMachineDetection is true');
  }
  if (
    ringTimeout === 'invalid-request' &&
    request.RingTimeoutInSeconds !== undefined &&
    request.TrafficType !== 'CAMPAIGN'
  ) {
    throw invalidRequest('RingTimeoutInSeconds: only with TrafficType CAMPAIGN');
  }
  refuseTooManyAttributes(request.Attributes);
}

function resolve(
  request: StartOutboundVoiceContactRequest,
  world: World,
  now: number,
): { call: OutboundCall; place: Place } {
  const instance = existingInstance(world.seed, request.InstanceId);
  const flow = dialableFlow(instance, request.ContactFlowId, world.behaviour);
  const { queue, sourcePhoneNumber } = callerIdentity(request, instance);
  if (queue?.status === 'DISABLED' && world.behaviour.disabledQueue === 'invalid-request') {
    throw invalidRequest(`QueueId: queue ${queue.queueId} is disabled`);
  }
  const call: OutboundCall = {
    instanceId: instance.instanceId,
    contactFlowId: flow.contactFlowId,
    destinationPhoneNumber: request.DestinationPhoneNumber,
    queueId: queue?.queueId,
    sourcePhoneNumber,
    attributes: {
      ...relatedAttributes(instance, request.RelatedContactId, world, now),
      ...request.Attributes,
    },
    name: request.Name,
    description: request.Description,
    relatedContactId: request.RelatedContactId,
    campaignId: request.CampaignId,
    trafficType: request.TrafficType ?? 'GENERAL',
    detectsAnsweringMachine: request.AnswerMachineDetectionConfig?.EnableAnswerMachineDetection ?? false,
    ringTimeoutSeconds: request.RingTimeoutInSeconds,
  };
  return { call, place: { instance, queue: queue ?? queueOfFlow(instance, flow) } };
}

/** The request's number takes precedence over the queue's; the API reference documents no order. */
function callerIdentity(
  { QueueId, SourcePhoneNumber }: StartOutboundVoiceContactRequest,
  instance: Instance,
): { queue: Queue | undefined; sourcePhoneNumber: string } {
  const queue = QueueId === undefined ? undefined : existingQueue(instance, QueueId);
  const own =
    SourcePhoneNumber === undefined ? undefined : existingSourcePhoneNumber(instance, SourcePhoneNumber);
  const sourcePhoneNumber = own?.phoneNumber ?? queue?.outboundNumber;
  if (sourcePhoneNumber === undefined) {
    throw invalidRequest(
      queue
        ? `SourcePhoneNumber: required, because queue ${queue.queueId} has no number`
        : 'SourcePhoneNumber: required without a QueueId',
    );
  }
  return { queue, sourcePhoneNumber };
}
