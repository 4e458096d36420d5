import type {
  Contact as AwsContact,
  SearchContactsCommandInput,
  StartOutboundVoiceContactCommandInput,
} from '@aws-sdk/client-connect';
import type { Contact } from '../domain/call/contact';
import { ReservedAttribute } from '../domain/reserved-contact-attributes';
import type { ContactSearch } from './port';
import type { StartOutboundVoiceContactRequest } from './start-request';

/** Every member of the SDK's type must be named, so that a new member in a later SDK version fails to compile here. */
type EveryMember<T> = { [Member in keyof Required<T>]: T[Member] };

export function toAwsInput(request: StartOutboundVoiceContactRequest): StartOutboundVoiceContactCommandInput {
  const { answerMachineDetectionConfig: detection, references } = request;
  const input: EveryMember<StartOutboundVoiceContactCommandInput> = {
    InstanceId: request.instanceId,
    ContactFlowId: request.contactFlowId,
    DestinationPhoneNumber: request.destinationPhoneNumber,
    QueueId: request.queueId,
    SourcePhoneNumber: request.sourcePhoneNumber,
    ClientToken: request.clientToken,
    Attributes: request.attributes,
    Name: request.name,
    Description: request.description,
    References:
      references &&
      Object.fromEntries(
        Object.entries(references).map(([name, { type, value }]) => [name, { Type: type, Value: value }]),
      ),
    RelatedContactId: request.relatedContactId,
    RingTimeoutInSeconds: request.ringTimeoutInSeconds,
    TrafficType: request.trafficType,
    CampaignId: request.campaignId,
    AnswerMachineDetectionConfig: detection && {
      EnableAnswerMachineDetection: detection.enableAnswerMachineDetection,
      AwaitAnswerMachinePrompt: detection.awaitAnswerMachinePrompt,
    },
    // Only the service principal of outbound campaigns may use it, so the request's schema refuses it.
    OutboundStrategy: undefined,
  };
  return input;
}

export function toAwsSearch({ instanceId, attemptIds, ...when }: ContactSearch): SearchContactsCommandInput {
  const calls = toAwsCalls(instanceId, when);
  return {
    ...calls,
    SearchCriteria: {
      ...calls.SearchCriteria,
      SearchableContactAttributes: {
        Criteria: [{ Key: ReservedAttribute.AttemptId, Values: [...attemptIds] }],
      },
    },
  };
}

/** Newest first. Transfers and callbacks copy the attributes of their call, so the initiation method excludes them. */
export function toAwsCalls(
  instanceId: string,
  { from, until }: Pick<ContactSearch, 'from' | 'until'>,
): SearchContactsCommandInput {
  return {
    InstanceId: instanceId,
    TimeRange: { Type: 'INITIATION_TIMESTAMP', StartTime: new Date(from), EndTime: new Date(until) },
    SearchCriteria: { Channels: ['VOICE'], InitiationMethods: ['API'] },
    Sort: { FieldName: 'INITIATION_TIMESTAMP', Order: 'DESCENDING' },
    MaxResults: 100,
  };
}

export function toContact(contactId: string, contact: AwsContact): Contact {
  return {
    contactId: contact.Id ?? contactId,
    initiatedAt: iso(contact.InitiationTimestamp),
    connectedAt: iso(contact.ConnectedToSystemTimestamp),
    enqueuedAt: iso(contact.QueueInfo?.EnqueueTimestamp),
    agentConnectedAt: iso(contact.AgentInfo?.ConnectedToAgentTimestamp),
    endedAt: iso(contact.DisconnectTimestamp),
    queueId: contact.QueueInfo?.Id,
    agentId: contact.AgentInfo?.Id,
    destinationPhoneNumber: telephoneNumber(contact.CustomerEndpoint),
    sourcePhoneNumber: telephoneNumber(contact.SystemEndpoint),
    disconnectReason: contact.DisconnectReason,
    potentialDisconnectIssue: contact.DisconnectDetails?.PotentialDisconnectIssue,
    answeringMachineDetectionStatus: contact.AnsweringMachineDetectionStatus,
    customerAudioQuality: contact.QualityMetrics?.Customer?.Audio?.QualityScore,
    agentAudioQuality: contact.QualityMetrics?.Agent?.Audio?.QualityScore,
    attributes: contact.Attributes ?? {},
  };
}

function telephoneNumber(endpoint: AwsContact['CustomerEndpoint']): string | undefined {
  return endpoint?.Type === 'TELEPHONE_NUMBER' ? endpoint.Address : undefined;
}

/** Unset timestamps are absent, or the first millisecond of 1970. */
function iso(timestamp: Date | undefined): string | undefined {
  return timestamp === undefined || timestamp.getTime() < 1000 ? undefined : timestamp.toISOString();
}
