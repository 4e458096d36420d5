import { contactAt, type OutboundCall } from '../contact';
import { accessDenied, invalidParameter, invalidRequest, notFound } from '../errors';
import type { Exchange } from '../exchange';
import {
  existingContactFlowId,
  existingInstanceId,
  existingQueue,
  existingSourcePhoneNumber,
  plainId,
} from '../identifiers';
import type { Operation } from './operation';
import { parseBody } from './parse';
import { requestSchema, type StartOutboundVoiceContactRequest } from './startOutboundVoiceContact.schema';

export const startOutboundVoiceContact: Operation<'StartOutboundVoiceContact'> = {
  name: 'StartOutboundVoiceContact',
  method: 'PUT',
  path: '/contact/outbound-voice',
  answer({ body, now }, exchange) {
    const request = parseBody(requestSchema, body);
    refuseContradictions(request);
    const call = resolve(request, exchange, now);
    return { ContactId: exchange.start(call, request.ClientToken, now).contactId };
  },
};

/** "There can be up to 32,768 UTF-8 bytes across all key-value pairs per contact" (API reference). */
const attributesMaxBytes = 32_768;

/** What no single member tells. */
function refuseContradictions(request: StartOutboundVoiceContactRequest): void {
  if (request.OutboundStrategy !== undefined) {
    throw accessDenied('Only the outbound campaigns service principal may call with OutboundStrategy');
  }
  if (
    request.AnswerMachineDetectionConfig?.EnableAnswerMachineDetection === true &&
    request.TrafficType !== 'CAMPAIGN'
  ) {
    throw invalidRequest('TrafficType: must be CAMPAIGN when EnableAnswerMachineDetection is true');
  }
  const bytes = Object.entries(request.Attributes ?? {}).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (bytes > attributesMaxBytes) {
    throw invalidParameter(
      `Attributes: ${bytes} bytes over all keys and values, at most ${attributesMaxBytes}`,
    );
  }
}

function resolve(request: StartOutboundVoiceContactRequest, exchange: Exchange, now: number): OutboundCall {
  const instanceId = existingInstanceId(request.InstanceId);
  const contactFlowId = existingContactFlowId(request.ContactFlowId);
  const { queueId, sourcePhoneNumber } = callerIdentity(request);
  return {
    instanceId,
    contactFlowId,
    destinationPhoneNumber: request.DestinationPhoneNumber,
    queueId,
    sourcePhoneNumber,
    attributes: { ...relatedAttributes(request.RelatedContactId, exchange, now), ...request.Attributes },
    name: request.Name,
    description: request.Description,
    relatedContactId: request.RelatedContactId,
    campaignId: request.CampaignId,
    trafficType: request.TrafficType ?? 'GENERAL',
    detectsAnsweringMachine: request.AnswerMachineDetectionConfig?.EnableAnswerMachineDetection ?? false,
    ringTimeoutSeconds: request.RingTimeoutInSeconds,
  };
}

/** With both a queue and a number given, the number is shown; the API reference does not say which one is. */
function callerIdentity({ QueueId, SourcePhoneNumber }: StartOutboundVoiceContactRequest) {
  const queue = QueueId === undefined ? undefined : existingQueue(QueueId);
  const own = SourcePhoneNumber === undefined ? undefined : existingSourcePhoneNumber(SourcePhoneNumber);
  const sourcePhoneNumber = own ?? queue?.outboundNumber;
  if (sourcePhoneNumber === undefined)
    throw invalidRequest('SourcePhoneNumber: specify it, or else a QueueId');
  return { queueId: queue?.queueId, sourcePhoneNumber };
}

/** "RelatedContactId copies over contact attributes from the related contact to the new contact." */
function relatedAttributes(contactId: string | undefined, exchange: Exchange, now: number) {
  if (contactId === undefined) return {};
  const related = exchange.find(plainId(contactId));
  if (!related) throw notFound('Related contact', contactId);
  return contactAt(related, now).attributes;
}
