import type { Contact } from '../domain/call/contact';
import { isObject } from '../domain/is-object';
import { member, text, instant } from './members';

/**
 * Convert a contact record, as Amazon Connect streams it to Kinesis ("Data model for Amazon Connect contact records"). It contains
 * the attributes and the reason, so no DescribeContact is needed.
 */
export function contactOfRecord(contactId: string, record: unknown): Contact {
  return {
    contactId,
    initiatedAt: instant(record, 'InitiationTimestamp'),
    connectedAt: instant(record, 'ConnectedToSystemTimestamp'),
    enqueuedAt: instant(record, 'Queue', 'EnqueueTimestamp'),
    agentConnectedAt: instant(record, 'Agent', 'ConnectedToAgentTimestamp'),
    endedAt: instant(record, 'DisconnectTimestamp'),
    queueId: lastSegment(text(record, 'Queue', 'ARN')),
    agentId: lastSegment(text(record, 'Agent', 'ARN')),
    destinationPhoneNumber: telephoneNumber(member(record, 'CustomerEndpoint')),
    sourcePhoneNumber: telephoneNumber(member(record, 'SystemEndpoint')),
    disconnectReason: text(record, 'DisconnectReason'),
    potentialDisconnectIssue: text(record, 'DisconnectDetails', 'PotentialDisconnectIssue'),
    answeringMachineDetectionStatus: text(record, 'AnsweringMachineDetectionStatus'),
    customerAudioQuality: score(record, 'Customer'),
    agentAudioQuality: score(record, 'Agent'),
    attributes: attributes(member(record, 'Attributes')),
  };
}

/** Records name queues and agents by ARN; this package uses IDs. */
function lastSegment(arn: string | undefined): string | undefined {
  return arn?.split('/').at(-1);
}

function telephoneNumber(endpoint: unknown): string | undefined {
  return text(endpoint, 'Type') === 'TELEPHONE_NUMBER' ? text(endpoint, 'Address') : undefined;
}

function score(record: unknown, whose: 'Agent' | 'Customer'): number | undefined {
  const found = member(record, 'QualityMetrics', whose, 'Audio', 'QualityScore');
  return typeof found === 'number' ? found : undefined;
}

/** Attribute names keep their case, since users choose them. */
function attributes(found: unknown): Record<string, string> {
  const entries = isObject(found) ? Object.entries(found) : [];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
