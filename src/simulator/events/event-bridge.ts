import { randomUUID } from 'node:crypto';
import { contactAt, requestOf, type Contact, type ContactSnapshot } from '../contact';
import { existingInstance, instanceArn } from '../identifiers';
import type { Seed } from '../seed/seed';
import type { ContactEvent } from './contact-events';

/**
 * Variations among AWS's own sample events, which a consumer may receive.
 *
 * - `title-case-channel`: `Voice` for `VOICE`
 * - `pascal-case-members`: `AgentInfo` and `QueueInfo` for `agentInfo` and `queueInfo`
 * - `epoch-for-unset`: a timestamp without a value is `1970-01-01T00:00:00.001Z` instead of absent
 */
export type Quirk = 'title-case-channel' | 'pascal-case-members' | 'epoch-for-unset';

export interface EventForm {
  readonly quirks: readonly Quirk[];
  /** Whether only campaign calls or all calls have a disconnect reason. */
  readonly disconnectReason: 'campaign-only' | 'always';
}

/** An event as EventBridge delivers it ("Amazon Connect contact events"). It holds no user-defined attributes. */
export interface EventBridgeEvent {
  readonly version: '0';
  /** Equal in all deliveries of one event. */
  readonly id: string;
  readonly 'detail-type': 'Amazon Connect Contact Event';
  readonly source: 'aws.connect';
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export function eventBridgeEvent(
  contact: Contact,
  event: ContactEvent,
  seed: Seed,
  form: EventForm,
): EventBridgeEvent {
  const snapshot = contactAt(contact, event.at);
  const instance = existingInstance(seed, requestOf(contact).instanceId);
  const arn = instanceArn(seed, instance);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Amazon Connect Contact Event',
    source: 'aws.connect',
    account: seed.accountId,
    time: new Date(event.at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    region: seed.region,
    resources: [`${arn}/contact/${contact.contactId}`, arn],
    detail: {
      eventType: event.type,
      contactId: contact.contactId,
      channel: form.quirks.includes('title-case-channel') ? titleCase(contact.channel) : contact.channel,
      instanceArn: arn,
      initiationMethod: 'API',
      ...timestamps(snapshot, form),
      ...queueAndAgent(snapshot, arn, form),
      ...ofChannel(snapshot, form),
      updatedProperties: event.type === 'CONTACT_DATA_UPDATED' ? ['UserDefinedAttributes'] : undefined,
    },
  };
}

function timestamps({ past }: ContactSnapshot, { quirks }: EventForm) {
  const unset = quirks.includes('epoch-for-unset') ? '1970-01-01T00:00:00.001Z' : undefined;
  return {
    initiationTimestamp: eventTime(past.initiatedAt),
    connectedToSystemTimestamp: eventTime(past.connectedAt) ?? unset,
    disconnectTimestamp: eventTime(past.ended?.at) ?? unset,
  };
}

function queueAndAgent({ past, queueId, agentId }: ContactSnapshot, arn: string, { quirks }: EventForm) {
  const queueInfo =
    past.queuedAt === undefined
      ? undefined
      : {
          queueArn: `${arn}/queue/${queueId}`,
          queueType: 'STANDARD',
          enqueueTimestamp: eventTime(past.queuedAt),
        };
  const agentInfo =
    past.agentAt === undefined
      ? undefined
      : {
          agentArn: `${arn}/agent/${agentId ?? ''}`,
          connectedToAgentTimestamp: eventTime(past.agentAt),
        };
  return quirks.includes('pascal-case-members')
    ? { QueueInfo: queueInfo, AgentInfo: agentInfo }
    : { queueInfo, agentInfo };
}

/**
 * `disconnectReason` is documented for "outbound campaigns in which the media connection failed"; whether other calls
 * have it is not established, so by default they don't.
 */
function ofChannel(snapshot: ContactSnapshot, { disconnectReason }: EventForm) {
  const { past } = snapshot;
  const instanceId = requestOf(snapshot).instanceId;
  if (snapshot.channel === 'TASK') return { tags: { 'aws:connect:instanceId': instanceId } };
  const { call } = snapshot;
  const isFailedCampaign = call.trafficType === 'CAMPAIGN' && past.connectedAt === undefined;
  return {
    disconnectReason: disconnectReason === 'always' || isFailedCampaign ? past.ended?.reason : undefined,
    answeringMachineDetectionStatus: past.detected?.status,
    campaign: call.campaignId === undefined ? undefined : { campaignId: call.campaignId },
    tags: {
      'aws:connect:instanceId': instanceId,
      'aws:connect:systemEndpoint': call.sourcePhoneNumber,
    },
  };
}

/** `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'` */
function eventTime(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

function titleCase(word: string): string {
  return word.slice(0, 1) + word.slice(1).toLowerCase();
}
