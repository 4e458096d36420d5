import { z } from 'zod';
import { contactAt, type ContactSnapshot } from '../contact';
import { notFound } from '../errors';
import { existingInstanceId, plainId } from '../identifiers';
import { simulatedInstance } from '../instance';
import type { Operation } from './operation';
import { parseMembers } from './parse';

const labelsSchema = z.object({
  InstanceId: z.string().min(1).max(100),
  ContactId: z.string().min(1).max(256),
});

export const describeContact: Operation<'DescribeContact'> = {
  name: 'DescribeContact',
  method: 'GET',
  path: '/contacts/:InstanceId/:ContactId',
  answer({ labels, now }, exchange) {
    const request = parseMembers(labelsSchema, labels);
    existingInstanceId(request.InstanceId);
    const contact = exchange.find(plainId(request.ContactId));
    if (!contact) throw notFound('Contact', request.ContactId);
    return { Contact: wireContact(contactAt(contact, now)) };
  },
};

/** Members that have no value yet are undefined, and so absent from the JSON. */
function wireContact({ contactId, call, past, attributes, lastUpdateAt }: ContactSnapshot) {
  return {
    Arn: `${simulatedInstance.instanceArn}/contact/${contactId}`,
    Id: contactId,
    InitiationMethod: 'API',
    Channel: 'VOICE',
    Name: call.name,
    Description: call.description,
    RelatedContactId: call.relatedContactId,
    InitiationTimestamp: wireTime(past.initiatedAt),
    // "The time when ringing started for a campaign call": other traffic has none.
    RingStartTimestamp: call.trafficType === 'CAMPAIGN' ? wireTime(past.ringingAt) : undefined,
    ConnectedToSystemTimestamp: wireTime(past.connectedAt),
    DisconnectTimestamp: wireTime(past.ended?.at),
    LastUpdateTimestamp: wireTime(lastUpdateAt),
    DisconnectReason: past.ended?.reason,
    AnsweringMachineDetectionStatus: past.detected?.status,
    QueueInfo: wireQueueInfo(call.queueId, past.queuedAt),
    AgentInfo: wireAgentInfo(past.agentAt),
    Campaign: call.campaignId === undefined ? undefined : { CampaignId: call.campaignId },
    CustomerEndpoint: { Type: 'TELEPHONE_NUMBER', Address: call.destinationPhoneNumber },
    SystemEndpoint: { Type: 'TELEPHONE_NUMBER', Address: call.sourcePhoneNumber },
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    Attributes: attributes,
  };
}

/** "If this contact was queued": a call that was not has none, even when its request named the queue. */
function wireQueueInfo(queueId: string | undefined, queuedAt: number | undefined) {
  if (queuedAt === undefined) return undefined;
  return { Id: queueId ?? simulatedInstance.queues[0].queueId, EnqueueTimestamp: wireTime(queuedAt) };
}

function wireAgentInfo(agentAt: number | undefined) {
  if (agentAt === undefined) return undefined;
  return { Id: simulatedInstance.agentId, ConnectedToAgentTimestamp: wireTime(agentAt) };
}

/** Epoch seconds with a fraction, as rest-json writes timestamps. */
function wireTime(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
