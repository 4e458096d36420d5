import { z } from 'zod';
import { contactAt, requestOf, type ContactSnapshot } from '../contact';
import { notFound } from '../errors';
import { instanceArn, plainId } from '../identifiers';
import type { Instance, Seed } from '../seed/seed';
import { contactIdSchema, inInstance, instanceIdSchema, wireTime } from './common';
import type { Operation } from './operation';

const labelsSchema = z.object({ InstanceId: instanceIdSchema, ContactId: contactIdSchema });

export const describeContact: Operation<'DescribeContact'> = {
  name: 'DescribeContact',
  method: 'GET',
  path: '/contacts/:InstanceId/:ContactId',
  answer({ labels, now }, world) {
    const { request, instance } = inInstance(labelsSchema, labels, world);
    const contact = world.exchange.find(instance.instanceId, plainId('ContactId', request.ContactId));
    if (!contact) throw notFound('Contact', request.ContactId);
    const snapshot = contactAt(contact, now);
    return {
      Contact: {
        ...wireContact(snapshot, world.seed, instance),
        ...(snapshot.channel === 'VOICE' ? wireCall(snapshot) : wireTask(snapshot)),
      },
    };
  },
};

/** Members of every contact. Undefined members are absent from the JSON. */
function wireContact(snapshot: ContactSnapshot, seed: Seed, instance: Instance) {
  const { contactId, channel, past, attributes, lastUpdateAt } = snapshot;
  const { name, description, relatedContactId } = requestOf(snapshot);
  return {
    Arn: `${instanceArn(seed, instance)}/contact/${contactId}`,
    Id: contactId,
    InitiationMethod: 'API',
    Channel: channel,
    Name: name,
    Description: description,
    RelatedContactId: relatedContactId,
    InitiationTimestamp: wireTime(past.initiatedAt),
    ConnectedToSystemTimestamp: wireTime(past.connectedAt),
    DisconnectTimestamp: wireTime(past.ended?.at),
    LastUpdateTimestamp: wireTime(lastUpdateAt),
    DisconnectReason: past.ended?.reason,
    QueueInfo: wireQueueInfo(snapshot),
    AgentInfo: wireAgentInfo(snapshot),
    Attributes: attributes,
  };
}

function wireCall({ call, past }: Extract<ContactSnapshot, { channel: 'VOICE' }>) {
  return {
    // "The time when ringing started for a campaign call": other traffic has none.
    RingStartTimestamp: call.trafficType === 'CAMPAIGN' ? wireTime(past.ringingAt) : undefined,
    AnsweringMachineDetectionStatus: past.detected?.status,
    Campaign: call.campaignId === undefined ? undefined : { CampaignId: call.campaignId },
    CustomerEndpoint: { Type: 'TELEPHONE_NUMBER', Address: call.destinationPhoneNumber },
    SystemEndpoint: { Type: 'TELEPHONE_NUMBER', Address: call.sourcePhoneNumber },
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
  };
}

function wireTask({ task }: Extract<ContactSnapshot, { channel: 'TASK' }>) {
  return {
    PreviousContactId: task.previousContactId,
    ScheduledTimestamp: wireTime(task.scheduledAt),
    ContactDetails: { Name: task.name, Description: task.description },
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Task' } },
  };
}

/** "If this contact was queued": absent for other calls, even if the request named a queue. */
export function wireQueueInfo({ queueId, past }: ContactSnapshot) {
  return past.queuedAt === undefined ? undefined : { Id: queueId, EnqueueTimestamp: wireTime(past.queuedAt) };
}

export function wireAgentInfo({ agentId, past }: ContactSnapshot) {
  return past.agentAt === undefined
    ? undefined
    : { Id: agentId, ConnectedToAgentTimestamp: wireTime(past.agentAt) };
}
